using System.Text.Json.Nodes;

namespace Keyway.EndToEnd.Workstations;

/// <summary>A key with a sensor at PC1: the finger in place of the PIN, and the PIN when the sensor fails.</summary>
[Collection(LabCollection.Name)]
public sealed class FingerprintSignInTests(LabFixture fixture) : IAsyncLifetime
{
    private const string Asked = "Touch the sensor of your security key now.";

    private readonly WorkstationDesk _desk = new(fixture.Lab, TestContext.Current.CancellationToken);
    private SensorKey? _key;
    private LockedScreen? _screen;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _key = await SensorKey.RegisterAsync(fixture.Lab, "alice", Cancellation);
        _desk.Insert(_key.Name);
        _desk.Computer.LayOn("right index");
    }

    public async ValueTask DisposeAsync()
    {
        if (_screen is not null)
            await _screen.DisposeAsync();
        _desk.Dispose();
        if (_key is not null)
            await _key.DisposeAsync();
    }

    [Fact]
    public async Task W14_a_finger_signs_in_unlocks_and_opens_offline_and_the_pin_does_when_the_sensor_fails()
    {
        var enrolled = await _key!.EnrolAsync(_desk.Computer.Slot, "right index", Cancellation);
        Assert.Contains("Touch the sensor again: 3 more.", enrolled.Said, StringComparison.Ordinal);

        // Nothing is typed, and nothing asked.
        var first = await _desk.Computer.AskPamAsync("alice", "", Cancellation, null, "authenticate", "acct_mgmt", "setcred", "open_session");
        Assert.True(first.Succeeded, first.Said);
        Assert.Contains(Asked, first.Said, StringComparison.Ordinal);
        Assert.Equal(0, WorkstationDesk.PinQuestions(first));
        var uid = await _desk.UserIdAsync("alice");
        Assert.True((await _desk.RunAsync("klist", "-s", "-c", $"/tmp/krb5cc_{uid}")).Succeeded);

        var unlocked = await _desk.AuthenticateAsync("alice", "", uid);
        Assert.True(unlocked.Succeeded, unlocked.Said);
        Assert.Equal(0, WorkstationDesk.PinQuestions(unlocked));

        fixture.Lab.KillServer();
        try
        {
            var offline = await _desk.AuthenticateAsync("alice", "", uid);
            Assert.True(offline.Succeeded, offline.Said);
            Assert.Contains(Asked, offline.Said, StringComparison.Ordinal);
            Assert.Contains("Opened without the network", offline.Said, StringComparison.Ordinal);
            Assert.Equal(0, WorkstationDesk.PinQuestions(offline));
        }
        finally
        {
            await fixture.Lab.RestartServerAsync(Cancellation);
        }

        // Another finger: the sensor fails, and in the same conversation the PIN is asked for, once, whatever it is answered.
        _desk.Computer.LayOn("left thumb");
        var wrong = await _desk.AuthenticateAsync("alice", "000000\n000000\n000000\n");
        Assert.False(wrong.Succeeded);
        Assert.Contains("did not recognise your finger: 2 tries left.", wrong.Said, StringComparison.Ordinal);
        Assert.Contains("KW3007", wrong.Said, StringComparison.Ordinal);
        Assert.Equal(1, WorkstationDesk.PinQuestions(wrong));
        Assert.DoesNotContain(WorkstationDesk.NextModule, wrong.Said, StringComparison.Ordinal);

        // The sensor is blocked now: the PIN is asked for at once, and the right one opens computer and sensor.
        var byPin = await _desk.AuthenticateAsync("alice");
        Assert.True(byPin.Succeeded, byPin.Said);
        Assert.DoesNotContain(Asked, byPin.Said, StringComparison.Ordinal);
        var fallback = await _desk.AuthenticateAsync("alice");
        Assert.True(fallback.Succeeded, fallback.Said);
        Assert.Contains("did not recognise your finger: 1 try left.", fallback.Said, StringComparison.Ordinal);
        Assert.Equal(1, WorkstationDesk.PinQuestions(fallback));
    }

    [Fact]
    public async Task Lock_screens_of_one_line_and_of_none_and_sshd_open_by_a_finger()
    {
        await _key!.EnrolAsync(_desk.Computer.Slot, "right index", Cancellation);
        Assert.True((await _desk.Computer.AskPamAsync("alice", "", Cancellation, null, "authenticate", "acct_mgmt", "setcred", "open_session")).Succeeded);

        _screen = await LockedScreen.LockAsync(_desk, "alice", Locker.XSecureLock);
        _desk.Computer.LayOn("");
        await _screen.PressAsync("Return");
        await _screen.SeeAsync("touch the sensor of your security key", "lock-sensor.png");
        Assert.True(_screen.IsLocked);
        _desk.Computer.LayOn("right index");
        await _screen.SeeDesktopAsync();
        await _screen.DisposeAsync();

        _screen = await LockedScreen.LockAsync(_desk, "alice", Locker.I3Lock);
        await _screen.TypeAsync("x");
        await _screen.SeeDesktopAsync();

        await using var server = await SecureShell.StartAsync(_desk, fixture.Lab.Record.Subnet + ".50", fixture.Lab.Folder.ComputerKeytab);
        await fixture.Lab.RestartKeywaydAsync(Cancellation, new JsonObject { ["remote"] = true });
        try
        {
            var came = await server.WithFingerAsync("alice", "echo I am $(id -un)");
            Assert.Contains("Press Enter. " + Asked, came.Output, StringComparison.Ordinal);
            Assert.Contains("I am alice", came.Output, StringComparison.Ordinal);
            Assert.Equal(0, WorkstationDesk.PinQuestions(came));
        }
        finally
        {
            await fixture.Lab.RestartKeywaydAsync(Cancellation);
        }
    }
}
