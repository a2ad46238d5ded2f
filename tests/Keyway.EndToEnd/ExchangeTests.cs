using System.Net;
using Keyway.Errors;
using Keyway.Kerberos;
using Keyway.Kerberos.CredentialCaches;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.Messages;
using Keyway.Lab;

namespace Keyway.EndToEnd;

/// <summary>The Kerberos client against a real domain controller: by password, for a service, over a dead controller, into a file that others read.</summary>
[Collection(LabCollection.Name)]
public sealed class ExchangeTests(LabFixture fixture)
{
    private readonly Laboratory _lab = fixture.Lab;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private KdcEndpoint Controller => new(Domain.ControllerHost, IPAddress.Parse(_lab.Record.DomainControllerAddress));

    /// <summary>An address of the lab's network where nothing listens.</summary>
    private KdcEndpoint Dead => new("dc2." + Domain.DnsName, IPAddress.Parse(_lab.Record.Subnet + ".99"));

    [Fact]
    public async Task A_password_brings_a_ticket_that_klist_and_smbclient_read()
    {
        using var ticket = (await SignInAsync("alice", _lab.Record.UserPassword, Controller)).Value;
        using var service = (await new ServiceTicketExchange(new KdcTransport(), TimeProvider.System)
            .GetAsync(ticket, PrincipalName.Service("cifs/" + Domain.ControllerHost), [Controller], Cancellation)).Value;
        var path = Path.Combine(_lab.Folder.Client, "password.cc");
        Assert.True(CredentialCacheFile.Write(path, new Kerberos.CredentialCaches.CredentialCache(ticket.Client, ticket.ClientRealm, [ticket, service])).Succeeded);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        var list = await _lab.Shell.RunAsync("klist", ["FILE:" + path], Cancellation);
        Assert.Contains("cifs/" + Domain.ControllerHost, list.Output, StringComparison.Ordinal);
        var share = await _lab.Shell.RunAsync("smbclient",
            ["--use-kerberos=required", "--use-krb5-ccache=FILE:" + path, Domain.Share, "-c", "ls"], Cancellation, credentialCache: "FILE:" + path);
        Assert.True(share.Succeeded, share.Said);
    }

    [Fact]
    public async Task A_cache_that_kinit_wrote_is_read()
    {
        var path = Path.Combine(_lab.Folder.Client, "kinit.cc");
        var kinit = await _lab.Shell.RunAsync("kinit", ["-c", path, "grace"], Cancellation, input: _lab.Record.UserPassword + "\n");
        Assert.True(kinit.Succeeded, kinit.Said);

        var cache = CredentialCacheFile.Read(path).Value;

        Assert.Equal("grace", cache.Client.ToString());
        Assert.Contains(cache.Tickets, ticket => ticket.IsTicketGranting);
    }

    [Fact]
    public async Task A_dead_controller_is_passed_over()
    {
        using var ticket = (await SignInAsync("alice", _lab.Record.UserPassword, Dead, Controller)).Value;

        Assert.True(ticket.IsTicketGranting);
    }

    [Fact]
    public async Task No_controller_at_all_is_told_as_that() =>
        Assert.Equal(Catalogue.Kdc.Unreachable, (await SignInAsync("alice", _lab.Record.UserPassword, Dead)).Refusal.Error);

    [Fact]
    public async Task Each_state_of_an_account_has_its_number()
    {
        Assert.Equal(Catalogue.Kdc.PreAuthenticationFailed, (await SignInAsync("alice", "wrong", Controller)).Refusal.Error);
        Assert.Equal(Catalogue.Kdc.ClientUnknown, (await SignInAsync("nobody", "wrong", Controller)).Refusal.Error);
        Assert.Equal(Catalogue.Kdc.ClientRevoked, (await SignInAsync("dave", _lab.Record.UserPassword, Controller)).Refusal.Error);
        Assert.Equal(Catalogue.Kdc.KeyExpired, (await SignInAsync("carol", _lab.Record.UserPassword, Controller)).Refusal.Error);
    }

    private static Task<Result<HeldTicket>> SignInAsync(string user, string password, params KdcEndpoint[] kdcs) =>
        new AsExchange(new KdcTransport(), TimeProvider.System).SignInAsync(Domain.Realm, PrincipalName.User(user), password, kdcs, Cancellation);
}
