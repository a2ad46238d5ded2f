using Keyway.EndToEnd.KerberosServers;
using Keyway.Lab;

namespace Keyway.EndToEnd.Journeys;

/// <summary>remove: both sides, all objects, nothing else; with one side out of reach it says what remains and how to finish.</summary>
[Collection(LabCollection.Name)]
public sealed class RemovalTests(LabFixture fixture) : IAsyncLifetime
{
    private readonly JourneyDesk _desk = new(fixture.Lab, "Removed");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string[] Objects => [_desk.UserDn, _desk.SettingsDn, _desk.ServerDn, _desk.ComputerDn, _desk.ConnectionPointDn];

    public async ValueTask InitializeAsync() => await _desk.SetAsync();

    public async ValueTask DisposeAsync() => await _desk.ClearAsync();

    [Fact]
    public async Task Without_confirmation_nothing_is_removed()
    {
        var result = await _desk.RunAsync("remove");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("KW4045", result.Said, StringComparison.Ordinal);
        Assert.Equal("InStep", await _desk.VerdictAsync());
    }

    [Fact]
    public async Task All_its_objects_go_and_those_of_another_stay()
    {
        await _desk.MustAsync("remove", "--yes");

        using var seat = await DirectorySeat.AsAdministratorAsync(fixture.Lab, Cancellation);
        foreach (var dn in Objects)
            Assert.False(await seat.ExistsAsync(dn, Cancellation), dn);
        Assert.True(await seat.ExistsAsync($"CN=krbtgt_AzureAD,CN=Users,{Domain.BaseDn}", Cancellation));
        Assert.True((await fixture.Lab.Administration.KerberosServerAsync("get", [], Cancellation)).Succeeded);
        Assert.Contains("There was no", (await _desk.MustAsync("remove", "--yes")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_identity_server_down_the_domain_is_cleared_and_the_rest_is_named()
    {
        fixture.Lab.KillServer();
        try
        {
            var result = await _desk.RunAsync("remove", "--yes");

            Assert.Equal(4, result.ExitCode);
            Assert.Contains($"/kerberosServers/{Domain.DnsName}/{_desk.Name}", result.Output, StringComparison.Ordinal);
            Assert.Contains("remove --only-server", result.Said, StringComparison.Ordinal);
            using var seat = await DirectorySeat.AsAdministratorAsync(fixture.Lab, Cancellation);
            foreach (var dn in Objects)
                Assert.False(await seat.ExistsAsync(dn, Cancellation), dn);
        }
        finally
        {
            await fixture.Lab.RestartServerAsync(Cancellation);
        }

        Assert.Equal("OnlyAtServer", await _desk.VerdictAsync());
        await _desk.MustAsync("remove", "--only-server", "--yes");
        Assert.Equal("NotSetUp", await _desk.VerdictAsync());
    }

    [Fact]
    public async Task With_the_domain_out_of_reach_the_server_forgets_the_key_and_the_objects_are_named()
    {
        var nowhere = $"{Domain.ControllerHost}={fixture.Lab.Record.Subnet}.99";

        var result = await _desk.RunAsync("remove", "--yes", "--domain-controller", nowhere);

        Assert.Equal(4, result.ExitCode);
        foreach (var dn in new[] { _desk.UserDn, _desk.ComputerDn, _desk.ConnectionPointDn })
            Assert.Contains(dn, result.Output, StringComparison.Ordinal);
        Assert.Contains("remove --only-domain", result.Said, StringComparison.Ordinal);
        Assert.Equal("OnlyInDomain", await _desk.VerdictAsync());
        await _desk.MustAsync("remove", "--only-domain", "--yes");
        Assert.Equal("NotSetUp", await _desk.VerdictAsync());
    }
}
