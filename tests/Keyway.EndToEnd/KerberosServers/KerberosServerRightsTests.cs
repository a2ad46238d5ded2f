using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Errors;
using Keyway.Lab;

namespace Keyway.EndToEnd.KerberosServers;

/// <summary>A missing right is named with the object on which it is missing.</summary>
[Collection(LabCollection.Name)]
public sealed class KerberosServerRightsTests(LabFixture fixture) : IAsyncLifetime
{
    private const string Name = "Forbidden";

    private static readonly KerberosServerSettings Settings = new() { Name = Name, AllowGroups = [Domain.AllowedGroup] };

    private DirectorySeat _seat = null!;
    private DirectorySeat _alice = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _seat = await DirectorySeat.AsAdministratorAsync(fixture.Lab, Cancellation);
        _alice = await DirectorySeat.AsUserAsync(fixture.Lab, "alice", Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        Assert.True((await _seat.Objects.RemoveAsync(Name)).Succeeded);
        _alice.Dispose();
        _seat.Dispose();
    }

    [Fact]
    public async Task An_ordinary_user_creates_nothing()
    {
        Assert.StartsWith("Create computer objects on OU=Domain Controllers,", await MissingAsync(), StringComparison.Ordinal);
        Assert.Empty((await _seat.Objects.PlanRemovalAsync(Name, Cancellation)).Value);
    }

    [Fact]
    public async Task Each_change_that_is_left_names_its_own_right()
    {
        var planned = (await _seat.Objects.PlanAsync(Settings, Cancellation)).Value;
        for (var made = 1; made < planned.Count; made++)
        {
            using (var half = await DirectorySeat.AsAdministratorAsync(fixture.Lab, Cancellation))
            {
                using var end = new CancellationTokenSource();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => half.Objects.CreateAsync(Settings, new ReportedChanges(1, end.Cancel), end.Token));
            }

            var left = (await _alice.Objects.PlanAsync(Settings, Cancellation)).Value;
            Assert.Equal(planned.Skip(made).Select(change => change.Right), left.Select(change => change.Right));
            if (IsOptional(left[0]))
                Assert.Equal(left[0].Right, (await _alice.Objects.CreateAsync(Settings, cancellationToken: Cancellation)).Value.LeftOut!.Refusal.Detail);
            else
                Assert.Equal(left[0].Right, await MissingAsync());
        }
    }

    [Fact]
    public async Task An_ordinary_user_removes_nothing_and_reads_everything()
    {
        var server = (await _seat.Objects.CreateAsync(Settings, cancellationToken: Cancellation)).Value.Server;

        var seen = (await _alice.Objects.ReadAsync(Name, Cancellation)).Value;
        Assert.Equal((server.Id, server.TicketKeyVersion, server.KeyVersion, server.KeyUpdatedOn, server.SettingsObjectGuid), (seen.Id, seen.TicketKeyVersion, seen.KeyVersion, seen.KeyUpdatedOn, seen.SettingsObjectGuid));
        Assert.Empty(seen.Faults);
        Assert.Equal(server.AllowGroups, seen.AllowGroups);
        var refusal = (await _alice.Objects.RemoveAsync(Name, cancellationToken: Cancellation)).Refusal;
        Assert.Equal(Catalogue.ActiveDirectory.InsufficientAccess, refusal.Error);
        Assert.Equal($"Delete on {server.UserAccount}", refusal.Detail);
    }

    // The Kerberos server does its work without its own settings object; who may not make it is told, and not stopped.
    private static bool IsOptional(PlannedChange change) => change.Dn.Contains("CN=Sites,CN=Configuration", StringComparison.Ordinal);

    private async Task<string?> MissingAsync()
    {
        var refusal = (await _alice.Objects.CreateAsync(Settings, cancellationToken: Cancellation)).Refusal;
        Assert.Equal(Catalogue.ActiveDirectory.InsufficientAccess, refusal.Error);
        return refusal.Detail;
    }
}
