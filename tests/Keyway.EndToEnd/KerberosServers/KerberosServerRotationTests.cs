using Keyway.ActiveDirectory.KerberosServers;
using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;
using Keyway.Lab;

namespace Keyway.EndToEnd.KerberosServers;

/// <summary>Resets of the krbtgt account on a real domain controller.</summary>
[Collection(LabCollection.Name)]
public sealed class KerberosServerRotationTests(LabFixture fixture) : IAsyncLifetime
{
    private const string Name = "Rotated";

    private DirectorySeat _seat = null!;
    private KerberosServerDescription _before = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _seat = await DirectorySeat.AsAdministratorAsync(fixture.Lab, Cancellation);
        _before = (await _seat.Objects.CreateAsync(new KerberosServerSettings { Name = Name, AllowGroups = [Domain.AllowedGroup] }, cancellationToken: Cancellation)).Value.Server;
    }

    public async ValueTask DisposeAsync()
    {
        Assert.True((await _seat.Objects.RemoveAsync(Name)).Succeeded);
        _seat.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Each_reset_moves_the_version_by_one(int times)
    {
        var planned = (await _seat.Objects.PlanRotationAsync(Name, times, Cancellation)).Value;
        var reported = new ReportedChanges();
        var after = (await _seat.Objects.RotateAsync(Name, times, reported, Cancellation)).Value;

        Assert.Equal(_before.TicketKeyVersion + times, after.TicketKeyVersion);
        Assert.True(after.KeyVersion > _before.KeyVersion);
        Assert.Equal(times, reported.Made.Count);
        Assert.Equal(planned.Select(change => (change.Dn, change.Attributes[0], change.Right)), reported.Made.Select(change => (change.Dn, change.Attributes[0], change.Right)));
        Assert.All(planned, change => Assert.Equal($"Reset password on {_before.UserAccount}", change.Right));
    }

    [Fact]
    public async Task A_reset_of_someone_else_in_between_is_noticed()
    {
        using var other = await DirectorySeat.AsAdministratorAsync(fixture.Lab, Cancellation);
        var reset = LdapChange.Replace("unicodePwd", System.Text.Encoding.Unicode.GetBytes("\"Some pa55word of theirs\""));
        var reported = new ReportedChanges(1, () => Assert.Null(Task.Run(() => other.Connection.ModifyAsync(_before.UserAccount, [reset])).GetAwaiter().GetResult()));

        Assert.Equal(Catalogue.KerberosServerObject.AnotherAdministrator, (await _seat.Objects.RotateAsync(Name, 1, reported, Cancellation)).Refusal.Error);
    }

    [Fact]
    public async Task A_krbtgt_account_that_is_deleted_meanwhile_is_noticed()
    {
        using var other = await DirectorySeat.AsAdministratorAsync(fixture.Lab, Cancellation);
        var reported = new ReportedChanges(1, () => Assert.Null(Task.Run(() => other.Connection.DeleteAsync(_before.UserAccount)).GetAwaiter().GetResult()));

        Assert.Equal(Catalogue.KerberosServerObject.AnotherAdministrator, (await _seat.Objects.RotateAsync(Name, 2, reported, Cancellation)).Refusal.Error);
    }

    [Fact]
    public async Task An_ordinary_user_is_told_which_right_is_missing()
    {
        using var alice = await DirectorySeat.AsUserAsync(fixture.Lab, "alice", Cancellation);
        var refusal = (await alice.Objects.RotateAsync(Name, cancellationToken: Cancellation)).Refusal;

        Assert.Equal(Catalogue.ActiveDirectory.InsufficientAccess, refusal.Error);
        Assert.Equal($"Reset password on {_before.UserAccount}", refusal.Detail);
    }

    [Fact]
    public void Samba_honours_three_generations() => Assert.Equal(3, _seat.Objects.KeyGenerationsHonoured);
}
