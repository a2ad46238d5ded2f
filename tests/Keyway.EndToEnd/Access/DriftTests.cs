using Keyway.ActiveDirectory.KerberosServers;
using Keyway.ActiveDirectory.Ldap;
using Keyway.EndToEnd.KerberosServers;
using Keyway.Lab;
using Keyway.Lab.Walk;

namespace Keyway.EndToEnd.Access;

/// <summary>Every drift made for real on the domain controller, found by verify, and the identity server stops and resumes minting (families K06, K07).</summary>
[Collection(LabCollection.Name)]
public sealed class DriftTests(LabFixture fixture) : IAsyncLifetime
{
    /// <summary>The lab has a Domain Admin in its allowed group; that stops nothing.</summary>
    private const string Always = "PrivilegedMemberAllowed";

    private const string Computer = $"CN=AzureADKerberos,OU=Domain Controllers,{Domain.BaseDn}";
    private const string Users = $"CN=Domain Users,CN=Users,{Domain.BaseDn}";

    private readonly ConnectDesk _desk = new(fixture.Lab, TestContext.Current.CancellationToken);
    private DirectorySeat _seat = null!;
    private KerberosServerDescription _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _seat = await DirectorySeat.AsAdministratorAsync(fixture.Lab, Cancellation);
        _server = (await _seat.Objects.ReadAsync(cancellationToken: Cancellation)).Value;
    }

    public async ValueTask DisposeAsync()
    {
        _seat.Dispose();
        await fixture.Lab.Administration.SetKerberosServerAsync(LabDomain.Contoso, CancellationToken.None);
    }

    [Fact]
    public async Task What_is_as_published_is_told_and_any_account_may_look()
    {
        var found = await _desk.RunAsync(["kerberos-server", "verify", "--no-report", .. _desk.InDomain, .. _desk.Alice, .. _desk.Server, .. _desk.Connector]);

        Assert.Equal((3, "differs", "KW4079"), (found.ExitCode, found.Outcome, found.Error));
        Assert.Equal([Always], found.Findings);
        Assert.False((bool)found.Json["findings"]![0]!["stopsMinting"]!);
        Assert.Contains("Eve", (string?)found.Json["findings"]![0]!["detail"], StringComparison.Ordinal);
        Assert.True((bool)found.Json["isMinting"]!);
        Assert.False((bool)found.Json["isReported"]!);
    }

    [Fact]
    public async Task A_changed_allow_list_stops_minting_until_set() =>
        await StopsAsync("AllowListChanged", () => _seat.MustModifyAsync(Computer, LdapChange.Add("msDS-RevealOnDemandGroup", Users), Cancellation));

    [Fact]
    public async Task A_changed_deny_list_stops_minting_until_set() =>
        await StopsAsync("DenyListChanged", () => _seat.MustModifyAsync(Computer, LdapChange.Delete("msDS-NeverRevealGroup", _server.DenyGroups[0].Dn), Cancellation));

    [Fact]
    public async Task PARTIAL_SECRETS_taken_away_stops_minting_until_set() =>
        await StopsAsync("PartialSecretsMissing", () => _seat.MustModifyAsync(Computer, LdapChange.Replace("userAccountControl", "4096"), Cancellation));

    [Fact]
    public async Task A_missing_link_stops_minting_until_set() =>
        await StopsAsync("LinkMissing", () => _seat.MustModifyAsync(Computer, LdapChange.Delete("msDS-KrbTgtLink"), Cancellation));

    [Fact]
    public async Task A_disabled_computer_stops_minting_until_set() =>
        await StopsAsync("AccountDisabled", () => _seat.MustModifyAsync(Computer, LdapChange.Replace("userAccountControl", $"{0x05001000 | 2}"), Cancellation));

    [Fact]
    public async Task A_second_object_stops_minting_until_it_is_gone()
    {
        const string second = $"CN=Copy,CN=Computers,{Domain.BaseDn}";
        await StopsAsync(
            "DuplicateObject",
            async () => Assert.Null(await _seat.Connection.AddAsync(second, [new("objectClass", "computer"), new("sAMAccountName", "Copy$"), new("msDS-KrbTgtLink", _server.UserAccount)], cancellationToken: Cancellation)),
            () => _seat.MustDeleteAsync(second, Cancellation));
    }

    [Fact]
    public async Task What_a_replication_conflict_left_stops_minting_until_it_is_gone()
    {
        var copy = $@"CN=AzureADKerberos\0ACNF:{Guid.NewGuid()},OU=Domain Controllers,{Domain.BaseDn}";
        await StopsAsync(
            "DuplicateObject",
            async () => Assert.Null(await _seat.Connection.AddAsync(copy, [new("objectClass", "computer"), new("sAMAccountName", "$DUPLICATE-2f5")], cancellationToken: Cancellation)),
            () => _seat.MustDeleteAsync(copy, Cancellation));
    }

    [Fact]
    public async Task A_deleted_computer_stops_minting_until_set() =>
        await StopsAsync("ObjectMissing", () => _seat.MustDeleteAsync(Computer, Cancellation));

    [Fact]
    public async Task A_key_rotated_by_another_tool_is_told_and_stops_nothing()
    {
        Assert.True((await _seat.Objects.RotateAsync(_server.Name, 1, null, Cancellation)).Succeeded);

        var found = await VerifyAsync();

        Assert.Equal(["KeyVersionDiffers", Always], found.Findings);
        Assert.True((bool)found.Json["isMinting"]!);
        await fixture.SignIn.SignInAsync("grace", Cancellation);
        await SetAsync();
        Assert.Equal([Always], (await VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_missing_connection_point_and_an_old_key_are_told_and_stop_nothing()
    {
        await _seat.MustDeleteAsync(_server.ServiceConnectionPoint!, Cancellation);

        Assert.Equal([Always, "SupportObjectDiffers"], (await VerifyAsync("--rotation-days", "3650")).Findings);
        await fixture.SignIn.SignInAsync("grace", Cancellation);
    }

    [Fact]
    public async Task Every_sync_finds_drift_reports_it_and_is_done_all_the_same()
    {
        await _seat.MustModifyAsync(Computer, LdapChange.Add("msDS-RevealOnDemandGroup", Users), Cancellation);

        var sync = await _desk.BothAsync(["sync"]);

        Assert.Equal((3, "KW4079"), (sync.ExitCode, sync.Error));
        Assert.Contains("The sync itself is done.", (string?)sync.Json["error"]!["remains"], StringComparison.Ordinal);
        Assert.False((bool)sync.Json["kerberosServers"]![0]!["isMinting"]!);
        Assert.StartsWith("KW2421", await new RefusalWalk(fixture.Lab).RefuseAsync("grace", Cancellation), StringComparison.Ordinal);
        await SetAsync();
        Assert.True((bool)(await _desk.BothAsync(["sync"])).Json["kerberosServers"]![0]!["isMinting"]!);
        await fixture.SignIn.SignInAsync("grace", Cancellation);
    }

    private async Task StopsAsync(string kind, Func<Task> drift, Func<Task>? repair = null)
    {
        await drift();
        var looked = await VerifyAsync("--no-report");
        Assert.Contains(kind, looked.Findings);
        Assert.True((bool)looked.Json["isMinting"]!);

        var found = await VerifyAsync();
        Assert.Equal((3, "KW4079"), (found.ExitCode, found.Error));
        Assert.Contains(kind, found.Findings);
        Assert.False((bool)found.Json["isMinting"]!);
        Assert.StartsWith("KW2421", await new RefusalWalk(fixture.Lab).RefuseAsync("grace", Cancellation), StringComparison.Ordinal);

        if (repair is not null)
            await repair();
        else
            await SetAsync();
        var after = await VerifyAsync();
        Assert.Equal([Always], after.Findings);
        Assert.True((bool)after.Json["isMinting"]!);
        await fixture.SignIn.SignInAsync("grace", Cancellation);
    }

    private Task<string> SetAsync() => fixture.Lab.Administration.SetKerberosServerAsync(LabDomain.Contoso, Cancellation);

    private Task<ConnectRun> VerifyAsync(params string[] more) => _desk.BothAsync(["kerberos-server", "verify"], more);
}
