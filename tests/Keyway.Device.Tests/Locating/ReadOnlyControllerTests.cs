using Keyway.ActiveDirectory.Locator;
using Keyway.Device.Locating;
using Keyway.Device.SignIn;
using Keyway.Device.Tests.SignIn;
using Keyway.Errors;

namespace Keyway.Device.Tests.Locating;

/// <summary>Read-only domain controllers hold selected secrets only: they are never asked for what matters.</summary>
public sealed class ReadOnlyControllerTests : IDisposable
{
    private const string Domain = "contoso.corp.com";
    private const DomainControllerFlags Common = DomainControllerFlags.Ldap | DomainControllerFlags.DirectoryService | DomainControllerFlags.Kdc | DomainControllerFlags.Closest;

    private readonly PlayedController _readOnly = new("127.28.0.66", Common | DomainControllerFlags.SelectedSecrets, "rodc." + Domain, Domain);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string ReadOnly => $"rodc.{Domain}=127.28.0.66";

    public void Dispose() => _readOnly.Dispose();

    [Fact]
    public async Task K19_a_read_only_controller_is_never_chosen_for_an_exchange()
    {
        using var server = new ServerSide();
        using var partial = OpenedTicket.Open(ServerSide.Text(server.Ticket()), server.SessionKey).Value;

        var exchanged = await new DomainExchange(new DomainSearch(null, [ReadOnly], KeyList: true), TimeProvider.System).RunAsync(partial, Cancellation);

        Assert.Equal(Catalogue.ActiveDirectory.NoDomainController, exchanged.Refusal.Error);
        Assert.Contains("is read-only", exchanged.Refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_named_where_nobody_asked_for_a_writable_one_and_only_there()
    {
        var any = await DomainLocation.FindAsync(new LocateOrder(Domain) { DomainControllers = [ReadOnly] }, Cancellation);
        var writable = await DomainLocation.FindAsync(new LocateOrder(Domain) { DomainControllers = [ReadOnly], Writable = true }, Cancellation);

        Assert.Contains("PARTIAL_SECRET", NltestFlags.Of(any.Value));
        Assert.Equal(Catalogue.ActiveDirectory.NoDomainController, writable.Refusal.Error);
    }

    [Fact]
    public async Task A_writable_one_of_the_own_site_comes_before_it()
    {
        using var writable = new PlayedController("127.28.0.67", Common | DomainControllerFlags.Writable | DomainControllerFlags.FullSecrets | DomainControllerFlags.KeyList, "dc9." + Domain, Domain);

        var found = await DomainLocation.FindAsync(new LocateOrder(Domain) { DomainControllers = [ReadOnly, $"dc9.{Domain}=127.28.0.67"] }, Cancellation);

        Assert.Equal("dc9." + Domain, found.Value.HostName);
        Assert.Contains("KEYLIST", NltestFlags.Of(found.Value));
    }
}
