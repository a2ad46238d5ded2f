using System.Globalization;
using Keyway.ActiveDirectory.KerberosServers;
using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;
using Keyway.Lab;

namespace Keyway.EndToEnd.KerberosServers;

/// <summary>Families K06, K07, K12, A01: whatever happened to the objects, creating again ends in the one right state.</summary>
[Collection(LabCollection.Name)]
public sealed class KerberosServerRepairTests(LabFixture fixture) : IAsyncLifetime
{
    private const string Name = "Repaired";
    private const string Computer = $"CN={Name},OU=Domain Controllers,{Domain.BaseDn}";
    private const string Account = $"CN=krbtgt_{Name},CN=Users,{Domain.BaseDn}";
    private const string ConnectionPoint = $"CN={Name},CN=AzureAD,CN=System,{Domain.BaseDn}";
    private const string Server = $"CN={Name},CN=Servers,CN=Default-First-Site-Name,CN=Sites,CN=Configuration,{Domain.BaseDn}";
    private const string RightControl = "83890176";

    private static readonly KerberosServerSettings Settings = new() { Name = Name, AllowGroups = [Domain.AllowedGroup], DenyGroups = ["Domain Admins", "Denied RODC Password Replication Group"] };

    private DirectorySeat _seat = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<int> Changes => [.. Enumerable.Range(1, 7)];

    public async ValueTask InitializeAsync() => _seat = await DirectorySeat.AsAdministratorAsync(fixture.Lab, Cancellation);

    public async ValueTask DisposeAsync()
    {
        Assert.True((await _seat.Objects.RemoveAsync(Name)).Succeeded);
        _seat.Dispose();
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Ended_after_any_change_a_second_run_completes_it(int last)
    {
        using (var interrupted = await DirectorySeat.AsAdministratorAsync(fixture.Lab, Cancellation))
        {
            using var end = new CancellationTokenSource();
            var reported = new ReportedChanges(last, end.Cancel);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => interrupted.Objects.CreateAsync(Settings with { AccountPassword = "N3w secret of the account" }, reported, end.Token));
            Assert.Equal(last, reported.Made.Count);
        }

        await MustRepairAsync();
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_removal_that_ended_after_any_deletion_is_finished_by_a_second_one(int last)
    {
        await MustRepairAsync();
        using (var interrupted = await DirectorySeat.AsAdministratorAsync(fixture.Lab, Cancellation))
        {
            using var end = new CancellationTokenSource();
            var reported = new ReportedChanges(last, end.Cancel);
            _ = await Record.ExceptionAsync(() => interrupted.Objects.RemoveAsync(Name, reported, end.Token));
        }

        Assert.True((await _seat.Objects.RemoveAsync(Name, cancellationToken: Cancellation)).Succeeded);
        foreach (var dn in (string[])[Computer, Account, ConnectionPoint, Server, $"CN=NTDS Settings,{Server}"])
            Assert.False(await _seat.ExistsAsync(dn, Cancellation), dn);
    }

    [Theory]
    [InlineData(Computer)]
    [InlineData(Account)]
    [InlineData(ConnectionPoint)]
    [InlineData($"CN=NTDS Settings,{Server}")]
    [InlineData($"CN=NTDS Settings,{Server}|{Server}")]
    [InlineData($"{Account}|{ConnectionPoint}")]
    [InlineData($"{Computer}|{Account}")]
    [InlineData($"{Computer}|CN=NTDS Settings,{Server}|{Server}")]
    public async Task A_deleted_object_is_made_again(string deleted)
    {
        await MustRepairAsync();
        foreach (var dn in deleted.Split('|'))
            await _seat.MustDeleteAsync(dn, Cancellation);

        await MustRepairAsync();
    }

    [Fact]
    public async Task A_deleted_container_is_made_again()
    {
        await MustRepairAsync();
        var container = $"CN=AzureAD,CN=System,{Domain.BaseDn}";
        var others = (await _seat.Connection.SearchAsync(new LdapSearch(container, LdapScope.OneLevel, LdapFilter.Any, "cn"), Cancellation)).Value;
        await _seat.MustDeleteAsync(ConnectionPoint, Cancellation);
        if (others.Count == 1)
            await _seat.MustDeleteAsync(container, Cancellation);

        await MustRepairAsync();
    }

    [Fact]
    public async Task A_deleted_link_is_made_again()
    {
        await MustRepairAsync();
        await _seat.MustModifyAsync(Computer, LdapChange.Delete("msDS-KrbTgtLink"), Cancellation);

        Assert.Equal([KerberosServerFault.LinkMissing], (await _seat.Objects.ReadAsync(Name, Cancellation)).Value.Faults);
        await MustRepairAsync();
    }

    [Theory]
    [InlineData(0x1000, KerberosServerFault.PartialSecretsMissing, KerberosServerFault.AccountControlDiffers)]
    [InlineData(0x5001002, KerberosServerFault.ComputerDisabled)]
    [InlineData(0x5011000, KerberosServerFault.AccountControlDiffers)]
    public async Task A_changed_account_control_is_put_right(int control, params KerberosServerFault[] faults)
    {
        await MustRepairAsync();
        await _seat.MustModifyAsync(Computer, LdapChange.Replace("userAccountControl", control.ToString(CultureInfo.InvariantCulture)), Cancellation);

        Assert.Equal(faults, (await _seat.Objects.ReadAsync(Name, Cancellation)).Value.Faults);
        await MustRepairAsync();
    }

    [Fact]
    public async Task An_enabled_krbtgt_account_is_disabled_again()
    {
        await MustRepairAsync();
        await _seat.MustModifyAsync(Account, LdapChange.Replace("userAccountControl", "512"), Cancellation);

        await MustRepairAsync();

        Assert.Equal("514", (await _seat.Connection.ReadAsync(Account, ["userAccountControl"], Cancellation)).Value.Text("userAccountControl"));
    }

    [Fact]
    public async Task Foreign_changes_of_the_lists_are_undone_to_exactly_the_given_ones()
    {
        await MustRepairAsync();
        await _seat.MustModifyAsync(Computer, LdapChange.Add("msDS-RevealOnDemandGroup", $"CN=Domain Users,CN=Users,{Domain.BaseDn}"), Cancellation);
        await _seat.MustModifyAsync(Computer, LdapChange.Delete("msDS-NeverRevealGroup", $"CN=Domain Admins,CN=Users,{Domain.BaseDn}"), Cancellation);

        await MustRepairAsync();
        Assert.Equal(Domain.AllowedGroup, Assert.Single((await _seat.Objects.ReadAsync(Name, Cancellation)).Value.AllowGroups).Name);
    }

    [Fact]
    public async Task Foreign_keywords_stay_and_wrong_ones_of_ours_go()
    {
        await MustRepairAsync();
        await _seat.MustModifyAsync(ConnectionPoint, LdapChange.Replace("keywords", "Id:1", "Other:x"), Cancellation);

        await MustRepairAsync();
        Assert.Contains("Other:x", (await _seat.Connection.ReadAsync(ConnectionPoint, ["keywords"], Cancellation)).Value.Texts("keywords"));
    }

    [Fact]
    public async Task Ciphers_without_AES256_on_its_accounts_are_widened()
    {
        await MustRepairAsync();
        await _seat.MustModifyAsync(Computer, LdapChange.Replace("msDS-SupportedEncryptionTypes", "4"), Cancellation);
        await _seat.MustModifyAsync(Account, LdapChange.Replace("msDS-SupportedEncryptionTypes", "4"), Cancellation);

        await MustRepairAsync();
    }

    [Fact]
    public async Task Moved_accounts_are_found_where_they_are()
    {
        await MustRepairAsync();
        var id = (await _seat.Objects.ReadAsync(Name, Cancellation)).Value.Id;
        await _seat.MustDeleteAsync(ConnectionPoint, Cancellation);

        await MustRepairAsync();
        Assert.Equal(id, (await _seat.Objects.ReadAsync(Name, Cancellation)).Value.Id);
    }

    [Fact]
    public async Task Its_own_account_signs_in_with_the_given_password()
    {
        var password = "N3w secret, of the account";
        var creation = (await _seat.Objects.CreateAsync(Settings with { AccountPassword = password }, cancellationToken: Cancellation)).Value;

        Assert.Equal(PlannedChangeKind.ResetPassword, creation.Changes[^1].Kind);
        Assert.NotNull(creation.Server.SettingsObjectGuid);
        using var own = await DirectorySeat.AsAsync(fixture.Lab, $"{Name}$@{Domain.DnsName}", password, Cancellation);
        Assert.Equal(creation.Server.SettingsObjectGuid, (await own.Objects.ReadAsync(Name, Cancellation)).Value.SettingsObjectGuid);
    }

    [Fact]
    public async Task Of_two_administrators_at_once_one_wins_and_the_other_is_told()
    {
        using var other = await DirectorySeat.AsAdministratorAsync(fixture.Lab, Cancellation);
        var both = await Task.WhenAll(
            Task.Run(() => _seat.Objects.CreateAsync(Settings, cancellationToken: Cancellation)),
            Task.Run(() => other.Objects.CreateAsync(Settings, cancellationToken: Cancellation)));

        Assert.Contains(both, result => result.Succeeded);
        Assert.All(both.Where(result => !result.Succeeded), result => Assert.Equal(Catalogue.KerberosServerObject.AnotherAdministrator, result.Refusal.Error));
        Assert.Empty((await _seat.Objects.PlanAsync(Settings, Cancellation)).Value);
    }

    // Repairs, and looks whether everything is as a first creation leaves it.
    private async Task MustRepairAsync()
    {
        var created = await _seat.Objects.CreateAsync(Settings, cancellationToken: Cancellation);
        Assert.True(created.Succeeded, created.Succeeded ? "" : created.Refusal.ToString());
        var server = created.Value.Server;
        Assert.Empty(server.Faults);
        Assert.Equal(Settings.DenyGroups!.Count, server.DenyGroups.Count);
        Assert.Single(server.AllowGroups);
        Assert.NotNull(server.SettingsObjectGuid);
        Assert.Equal((Computer, Account, ConnectionPoint), (server.ComputerAccount, server.UserAccount, server.ServiceConnectionPoint));
        Assert.Equal(RightControl, (await _seat.Connection.ReadAsync(Computer, ["userAccountControl"], Cancellation)).Value.Text("userAccountControl"));
        Assert.Empty((await _seat.Objects.PlanAsync(Settings, Cancellation)).Value);
    }
}
