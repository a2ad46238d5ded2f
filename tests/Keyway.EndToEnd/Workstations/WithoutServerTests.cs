using System.Text.Json.Nodes;

namespace Keyway.EndToEnd.Workstations;

/// <summary>The computer while something that it needs is gone: the identity server, or its own daemon.</summary>
[Collection(LabCollection.Name)]
public sealed class WithoutServerTests(LabFixture fixture) : IDisposable
{
    private const int Kill = 9;
    private const int Stop = 19;
    private const int Continue = 18;

    private readonly WorkstationDesk _desk = new(fixture.Lab, TestContext.Current.CancellationToken);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task D06_only_who_has_signed_in_here_opens_the_computer_without_the_server()
    {
        _desk.Insert("alice");
        Assert.True((await _desk.LogInAsync("alice")).Succeeded);
        fixture.Lab.KillServer();
        try
        {
            var known = await _desk.AuthenticateAsync("alice");
            var wrongPin = await _desk.AuthenticateAsync("alice", "000000\n");
            _desk.Insert("grace");
            var stranger = await _desk.AuthenticateAsync("heidi");
            var somebodyElse = await _desk.AuthenticateAsync("alice");

            Assert.True(known.Succeeded, known.Said);
            Assert.Contains("Opened without the network", known.Said, StringComparison.Ordinal);
            Assert.Contains("KW3007", wrongPin.Said, StringComparison.Ordinal);
            Assert.Contains("KW3211", stranger.Said, StringComparison.Ordinal);
            Assert.Contains("KW3211", somebodyElse.Said, StringComparison.Ordinal);
            Assert.All([wrongPin, stranger, somebodyElse], result => Assert.False(result.Succeeded));
        }
        finally
        {
            await fixture.Lab.RestartServerAsync(Cancellation);
        }
    }

    [Fact]
    public async Task D06_an_administrator_may_forbid_it()
    {
        _desk.Insert("alice");
        Assert.True((await _desk.LogInAsync("alice")).Succeeded);
        await fixture.Lab.RestartKeywaydAsync(Cancellation, new JsonObject { ["offlineDays"] = 0 });
        fixture.Lab.KillServer();
        try
        {
            var result = await _desk.AuthenticateAsync("alice");

            Assert.False(result.Succeeded);
            Assert.Contains("KW3210", result.Said, StringComparison.Ordinal);
        }
        finally
        {
            await fixture.Lab.RestartServerAsync(Cancellation);
            await fixture.Lab.RestartKeywaydAsync(Cancellation);
        }
    }

    [Fact]
    public async Task D09_a_dead_daemon_opens_nothing_and_keeps_nobody_waiting()
    {
        _desk.Insert("alice");
        Assert.True((await _desk.LogInAsync("alice")).Succeeded);
        var uid = await _desk.UserIdAsync("alice");
        _desk.Computer.Signal(Kill);
        try
        {
            var result = await _desk.AuthenticateAsync("alice", "x\n", uid);

            Assert.False(result.Succeeded);
            Assert.Equal(0, WorkstationDesk.PinQuestions(result));
            Assert.True((await _desk.RunAsync("getent", "passwd", "root")).Succeeded);
        }
        finally
        {
            await fixture.Lab.RestartKeywaydAsync(Cancellation);
        }

        // Who is known outlives it.
        Assert.Equal(uid, await _desk.UserIdAsync("alice"));
        Assert.True((await _desk.AuthenticateAsync("alice")).Succeeded);
    }

    [Fact]
    public async Task D09_a_daemon_that_hangs_is_given_up_and_the_next_module_asks()
    {
        _desk.Insert("alice");
        _desk.Computer.Signal(Stop);
        try
        {
            var result = await _desk.AuthenticateAsync("root", "x\n");

            Assert.False(result.Succeeded);
            Assert.Contains(WorkstationDesk.NextModule, result.Said, StringComparison.Ordinal);
        }
        finally
        {
            _desk.Computer.Signal(Continue);
        }

        Assert.True((await _desk.AuthenticateAsync("alice")).Succeeded);
    }
}
