using Keyway.ActiveDirectory.Ldap;
using Keyway.EndToEnd.KerberosServers;
using Keyway.Lab;

namespace Keyway.EndToEnd.Journeys;

/// <summary>What others deleted or changed by hand is seen by get and made right by set (families K06, K07).</summary>
[Collection(LabCollection.Name)]
public sealed class SetRepairTests(LabFixture fixture) : IAsyncLifetime
{
    private readonly JourneyDesk _desk = new(fixture.Lab, "Repaired");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _desk.SetAsync();

    public async ValueTask DisposeAsync() => await _desk.ClearAsync();

    [Theory]
    [InlineData("computer", "NeedsRepair")]
    [InlineData("krbtgt account", "NeedsRepair")]
    [InlineData("service connection point", "NeedsRepair")]
    [InlineData("server object", "InStep")]
    [InlineData("settings object", "InStep")]
    public async Task An_object_deleted_in_the_domain_comes_back(string part, string verdict)
    {
        using (var seat = await DirectorySeat.AsAdministratorAsync(fixture.Lab, Cancellation))
        {
            if (part == "server object")
                await seat.MustDeleteAsync(_desk.SettingsDn, Cancellation);
            await seat.MustDeleteAsync(part switch
            {
                "computer" => _desk.ComputerDn,
                "krbtgt account" => _desk.UserDn,
                "service connection point" => _desk.ConnectionPointDn,
                "server object" => _desk.ServerDn,
                _ => _desk.SettingsDn,
            }, Cancellation);
        }

        var get = await _desk.RunAsync("get");
        Assert.Equal((verdict == "InStep" ? 0 : 3, verdict), (get.ExitCode, await _desk.VerdictAsync()));
        Assert.Contains(verdict == "InStep" ? "set tries to make it" : "keyway-connect kerberos-server set", get.Said, StringComparison.Ordinal);

        // The lists come from what was published: nobody has to remember them.
        await _desk.MustAsync("set", "--account-file", _desk.AccountFile);
        Assert.Equal("InStep", await _desk.VerdictAsync());
        await _desk.ProveAccountFileAsync();
        Assert.Contains("Nothing had to be done.", (await _desk.MustAsync("set", "--account-file", _desk.AccountFile)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removed_at_the_identity_server_alone_it_is_published_again()
    {
        await _desk.MustAsync("remove", "--only-server", "--yes");
        Assert.Equal((3, "OnlyInDomain"), ((await _desk.RunAsync("get")).ExitCode, await _desk.VerdictAsync()));

        await _desk.MustAsync("set");
        Assert.Equal("InStep", await _desk.VerdictAsync());
    }

    [Fact]
    public async Task Removed_in_the_domain_alone_it_is_made_again_with_the_published_lists()
    {
        await _desk.MustAsync("remove", "--only-domain", "--yes");
        Assert.Equal((3, "OnlyAtServer"), ((await _desk.RunAsync("get")).ExitCode, await _desk.VerdictAsync()));

        await _desk.MustAsync("set", "--account-file", _desk.AccountFile);
        Assert.Equal("InStep", await _desk.VerdictAsync());
    }

    [Theory]
    [InlineData("msDS-RevealOnDemandGroup", "allow list")]
    [InlineData("msDS-NeverRevealGroup", "deny list")]
    public async Task A_reveal_list_that_someone_else_changed_is_undone_and_never_published(string attribute, string list)
    {
        using var seat = await DirectorySeat.AsAdministratorAsync(fixture.Lab, Cancellation);
        await seat.MustModifyAsync(_desk.ComputerDn, LdapChange.Replace(attribute, "CN=Domain Users,CN=Users," + Domain.BaseDn), Cancellation);

        var get = await _desk.RunAsync("get");
        Assert.Equal(3, get.ExitCode);
        Assert.Contains($"{list} (the domain added Domain Users, the domain lacks ", get.Output, StringComparison.Ordinal);

        var set = await _desk.MustAsync("set");
        Assert.Contains($"the {list} is restored as it was published", set.Output, StringComparison.Ordinal);
        Assert.Equal("InStep", await _desk.VerdictAsync());
        var here = await seat.Objects.ReadAsync(_desk.Name, Cancellation);
        Assert.DoesNotContain(here.Value.AllowGroups.Concat(here.Value.DenyGroups), group => group.Name == "Domain Users");
    }

    [Fact]
    public async Task Lists_that_are_named_are_published()
    {
        await _desk.MustAsync("set", "--allow-group", "Domain Users");
        var get = await _desk.JsonAsync("get");
        Assert.Equal(("InStep", "Domain Users"), ((string?)get["verdict"], (string?)get["allowGroups"]![0]!["name"]));

        await _desk.SetAsync();
        Assert.Equal(Domain.AllowedGroup, (string?)(await _desk.JsonAsync("get"))["allowGroups"]![0]!["name"]);
    }

    [Fact]
    public async Task A_disabled_computer_and_a_missing_link_are_repaired()
    {
        using var seat = await DirectorySeat.AsAdministratorAsync(fixture.Lab, Cancellation);
        await seat.MustModifyAsync(_desk.ComputerDn, LdapChange.Replace("userAccountControl", "83890178"), Cancellation);
        Assert.Contains("ComputerDisabled", (await _desk.RunAsync("get")).Output, StringComparison.Ordinal);
        await _desk.MustAsync("set");
        Assert.Equal("InStep", await _desk.VerdictAsync());
    }

    [Fact]
    public async Task A_rotation_by_another_tool_is_noticed_and_published()
    {
        using var seat = await DirectorySeat.AsAdministratorAsync(fixture.Lab, Cancellation);
        Assert.True((await seat.Objects.RotateAsync(_desk.Name, cancellationToken: Cancellation)).Succeeded);

        var get = await _desk.RunAsync("get");
        Assert.Equal(3, get.ExitCode);
        Assert.Contains("KeyVersion", get.Output, StringComparison.Ordinal);
        await _desk.MustAsync("set", "--account-file", _desk.AccountFile);
        Assert.Equal("InStep", await _desk.VerdictAsync());
    }

    [Fact]
    public async Task A_lost_account_file_is_made_anew_and_a_foreign_one_is_refused()
    {
        File.Delete(_desk.AccountFile);
        await _desk.SetAsync();
        await _desk.ProveAccountFileAsync();

        var foreign = await _desk.RunAsync("set", "--account-file", new JourneyDesk(fixture.Lab, "Foreign").AccountFile);
        Assert.True(foreign.Succeeded, foreign.Said);
        var refused = await fixture.Lab.Administration.KerberosServerAsync("set", ["--account-file", _desk.AccountFile], Cancellation);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("KW4048", refused.Said, StringComparison.Ordinal);
        File.Delete(new JourneyDesk(fixture.Lab, "Foreign").AccountFile);
    }
}
