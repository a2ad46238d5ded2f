using System.Diagnostics;
using Keyway.Lab;

namespace Keyway.EndToEnd.Workstations;

/// <summary>PC1's keywayd in a network of its own, whose cable is pulled at either end.</summary>
[Collection(LabCollection.Name)]
public sealed class NetworkTests(LabFixture fixture) : IAsyncLifetime
{
    // A Kerberos library waits 18 s for a domain controller that says nothing; a person at a lock screen does not.
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(15);

    private const string Offline = "Opened without the network: no access to the organisation until it is back.";

    private readonly WorkstationDesk _desk = new(fixture.Lab, TestContext.Current.CancellationToken);
    private NetworkCable? _cable;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private NetworkCable Cable => _cable ?? throw new InvalidOperationException("No cable was laid.");

    public async ValueTask InitializeAsync()
    {
        _cable = await NetworkCable.LayAsync();
        await fixture.Lab.RestartKeywaydAsync(Cancellation, network: _cable.File);
        _desk.Insert("alice");
        var login = await _desk.LogInAsync("alice");
        Assert.True(login.Succeeded, login.Said);
        Assert.DoesNotContain(Offline, login.Said, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _desk.Dispose();
        await fixture.Lab.RestartKeywaydAsync(CancellationToken.None);
        if (_cable is not null)
            await _cable.DisposeAsync();
    }

    [Fact]
    public async Task D09_whichever_end_of_the_cable_is_pulled_the_desktop_opens_soon_and_nothing_else()
    {
        foreach (var pull in new[] { Cable.PullOwnAsync, Cable.PullPeerAsync })
        {
            await pull();
            var watch = Stopwatch.StartNew();
            var unlocked = await _desk.AuthenticateAsync("alice");
            Assert.True(unlocked.Succeeded, unlocked.Said);
            Assert.Contains(Offline, unlocked.Said, StringComparison.Ordinal);
            Assert.Equal(1, WorkstationDesk.PinQuestions(unlocked));
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, Bearable);

            // Who was never here has nothing that could open without the network.
            var stranger = await _desk.AuthenticateAsync("heidi");
            Assert.False(stranger.Succeeded);
            Assert.Contains("KW3211", stranger.Said, StringComparison.Ordinal);

            await Cable.PlugAsync();
            var again = await _desk.AuthenticateAsync("alice");
            Assert.True(again.Succeeded, again.Said);
            Assert.DoesNotContain(Offline, again.Said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task D09_a_cable_pulled_in_the_middle_of_a_sign_in_leaves_no_half_of_one()
    {
        var result = await _desk.Computer.RunAsync(
            "expect",
            ["-c", $$"""
                set timeout 60; spawn -noecho pamtester keyway-lab alice authenticate; expect -re {PIN of your security key[^:]*: }
                exec {{Cable.PullPeer}}; send "[gets stdin]\r"; expect eof
                """],
            Cancellation, _desk.Pin);

        Assert.Contains(Offline, result.Output, StringComparison.Ordinal);
        await Cable.PlugAsync();
        var again = await _desk.AuthenticateAsync("alice");
        Assert.True(again.Succeeded, again.Said);
        Assert.DoesNotContain(Offline, again.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_domain_controller_out_of_sight_gives_the_ticket_when_it_is_back_without_another_question()
    {
        var controller = fixture.Lab.Record.DomainControllerAddress;
        var uid = await _desk.UserIdAsync("alice");
        var program = (await _desk.RunAsync("sh", "-c", $"setpriv --reuid={uid} --regid={uid} --clear-groups sleep 300 >/dev/null 2>&1 </dev/null & echo $!")).Output.Trim();
        try
        {
            await Cable.BlockAsync(controller);
            var cloudOnly = await _desk.AuthenticateAsync("alice");
            Assert.True(cloudOnly.Succeeded, cloudOnly.Said);
            Assert.Contains("Without access on premises: ", cloudOnly.Said, StringComparison.Ordinal);

            await Cable.UnblockAsync(controller);
            await Cable.PlugAsync();
            await _desk.Log.UntilSaidAsync(": renewed, ticket until ");
            var share = await _desk.RunAsync("setpriv", $"--reuid={uid}", $"--regid={uid}", "--clear-groups", "smbclient", "--use-kerberos=required", Domain.Share, "-c", "ls");
            Assert.True(share.Succeeded, share.Said);
        }
        finally
        {
            await _desk.RunAsync("kill", program);
        }
    }

    [Fact]
    public async Task D09_a_server_out_of_sight_leaves_the_desktop_though_the_domain_is_there()
    {
        await Cable.BlockAsync("127.0.0.1");

        var unlocked = await _desk.AuthenticateAsync("alice");

        Assert.True(unlocked.Succeeded, unlocked.Said);
        Assert.Contains(Offline, unlocked.Said, StringComparison.Ordinal);
    }
}
