using System.Globalization;
using Keyway.Lab.Components;
using Keyway.Lab.Processes;

namespace Keyway.EndToEnd.Workstations;

/// <summary>Real lock screens: what they show, and that nothing but the key opens them.</summary>
[Collection(LabCollection.Name)]
public sealed class LockScreenTests(LabFixture fixture) : IAsyncDisposable
{
    private const string PinQuestion = "pin of your security key";

    // Debian's services for i3lock and swaylock let whoever was refused wait for 3 s, give or take a quarter; what is typed meanwhile is lost.
    private static readonly TimeSpan DelayAfterRefusal = TimeSpan.FromSeconds(6);

    private readonly WorkstationDesk _desk = new(fixture.Lab, TestContext.Current.CancellationToken);
    private LockedScreen? _screen;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (_screen is not null)
            await _screen.DisposeAsync();
        _desk.Dispose();
    }

    [Fact]
    public async Task Xsecurelock_says_each_step_and_opens()
    {
        var uid = await LockAsync(Locker.XSecureLock);
        await _desk.RunAsync("touch", "-d", "2000-01-01", $"/tmp/krb5cc_{uid}");
        _desk.Computer.Remove();

        await _screen!.PressAsync("Return");
        await _screen.SeeAsync("insert your security key", "lock-insert.png");
        _desk.Insert("alice");
        await _screen.SeeAsync(PinQuestion, "lock-pin.png");
        await _screen.TypeAsync("000000");
        await _screen.SeeAsync("7 tries left", "lock-wrong-pin.png");
        Assert.True(_screen.IsLocked);
        await _screen.SeeAsync(PinQuestion);

        // The server takes its time, so that there is something to see.
        await SignalServerAsync("-STOP");
        await _screen.TypeAsync(_desk.Pin);
        await _screen.SeeAsync("touch your security key now", "lock-touch.png");
        Assert.True(_screen.IsLocked);
        await SignalServerAsync("-CONT");
        await _screen.SeeDesktopAsync();

        Assert.NotEqual("2000", (await _desk.RunAsync("date", "-r", $"/tmp/krb5cc_{uid}", "+%Y")).Output.Trim());
    }

    [Fact]
    public async Task I3lock_uses_up_one_try_for_a_wrong_pin()
    {
        await LockAsync(Locker.I3Lock);

        await _screen!.TypeAsync("000000");
        await _desk.Log.UntilSaidAsync("i3lock: KW3007 The PIN is wrong. (7 tries left)");
        await Task.Delay(DelayAfterRefusal, Cancellation);
        Assert.True(_screen.IsLocked);
        await _screen.TypeAsync(_desk.Pin);
        await _screen.SeeDesktopAsync();

        // The right PIN has given the tries back: one was gone, or the log would tell of six.
        Assert.DoesNotContain("6 tries left", await _desk.Log.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Swaylock_opens_on_wayland_after_a_wrong_pin()
    {
        await LockAsync(Locker.SwayLock);

        // It shows a red ring, in which nothing is written that recognition reads.
        await _screen!.TypeAsync("000000");
        await _desk.Log.UntilSaidAsync("swaylock: KW3007 The PIN is wrong. (7 tries left)");
        await Task.Delay(DelayAfterRefusal, Cancellation);
        Assert.True(_screen.IsLocked);
        await _screen.TypeAsync(_desk.Pin);
        await _screen.SeeDesktopAsync();
    }

    [Fact]
    public async Task Xscreensaver_says_each_step_and_opens()
    {
        await LockAsync(Locker.XScreenSaver);

        await _screen!.PressAsync("Return");
        await _screen.SeeAsync("pin of your");
        await _screen.TypeAsync(_desk.Pin);

        // Each message wants its OK.
        await _screen.SeeAsync("touch your security key");
        await _screen.PressAsync("Return");
        await _screen.SeeDesktopAsync();
    }

    [Fact]
    public async Task The_service_file_that_we_ship_takes_keys_at_the_lock_screen_alone()
    {
        // Where the computer itself knows nothing of keys: pam_unix is all that it has.
        var shipped = await File.ReadAllTextAsync(Path.Combine(BuiltPrograms.Root, "..", "packaging/keyway-device/root/usr/share/doc/keyway-device/examples/pam.d/lock-screen"), Cancellation);
        var service = shipped.Replace("pam_keyway.so", BuiltPrograms.PamModule, StringComparison.Ordinal).Replace("@include common-", "@include plain-", StringComparison.Ordinal);
        await _desk.Computer.RunAsync("sh", ["-c", "echo 'auth required pam_unix.so' >/etc/pam.d/plain-auth; echo 'account required pam_unix.so' >/etc/pam.d/plain-account; cat >/etc/pam.d/lock-screen"], Cancellation, service);
        _desk.Insert("alice");
        Assert.True((await _desk.LogInAsync("alice")).Succeeded);
        var uid = await _desk.UserIdAsync("alice");

        var opened = await AskAsync(uid, _desk.Pin, "authenticate", "acct_mgmt");
        Assert.True(opened.Succeeded, opened.Said);
        var wrong = await AskAsync(uid, "000000\n000000\n", "authenticate");
        Assert.False(wrong.Succeeded);
        Assert.Contains("KW3007", wrong.Said, StringComparison.Ordinal);
        Assert.Equal(1, WorkstationDesk.PinQuestions(wrong));
        Assert.DoesNotContain(WorkstationDesk.NextModule, wrong.Said, StringComparison.Ordinal);

        // Who wants the password presses Enter.
        Assert.Contains(WorkstationDesk.NextModule, (await AskAsync(uid, "\n\n", "authenticate")).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_locked_screen_opens_without_the_server_and_says_so()
    {
        await LockAsync(Locker.XSecureLock);
        fixture.Lab.KillServer();
        try
        {
            await _screen!.PressAsync("Return");
            await _screen.SeeAsync(PinQuestion);
            await _screen.TypeAsync(_desk.Pin);
            await _screen.SeeAsync("opened without the network", "lock-offline.png");
            await _screen.SeeDesktopAsync();
        }
        finally
        {
            await fixture.Lab.RestartServerAsync(Cancellation);
        }
    }

    [Fact]
    public async Task D09_neither_a_pulled_key_nor_a_killed_daemon_opens_a_locked_screen()
    {
        await LockAsync(Locker.XSecureLock);

        await _screen!.PressAsync("Return");
        await _screen.SeeAsync(PinQuestion);
        _desk.Computer.Remove();
        await _screen.TypeAsync(_desk.Pin);
        await _screen.SeeAsync("insert your security key");
        Assert.True(_screen.IsLocked);

        _desk.Insert("alice");
        await _screen.SeeAsync(PinQuestion);
        _desk.Computer.Signal(9);
        await _screen.TypeAsync(_desk.Pin);
        await _screen.SeeAsync("password");
        Assert.True(_screen.IsLocked);

        // With the daemon back the next attempt opens it; an answer to the other module's question is none.
        await fixture.Lab.RestartKeywaydAsync(Cancellation);
        await _screen.PressAsync("Escape");
        await Task.Delay(TimeSpan.FromSeconds(1), Cancellation);
        await _screen.PressAsync("Return");
        await _screen.SeeAsync(PinQuestion);
        await _screen.TypeAsync(_desk.Pin);
        await _screen.SeeDesktopAsync();
    }

    private async Task<uint> LockAsync(Locker locker)
    {
        _desk.Insert("alice");
        Assert.True((await _desk.LogInAsync("alice")).Succeeded);
        _screen = await LockedScreen.LockAsync(_desk, "alice", locker);
        return await _desk.UserIdAsync("alice");
    }

    private Task<ToolResult> AskAsync(uint uid, string input, params string[] operations) => _desk.Computer.RunAsync(
        "setpriv", [$"--reuid={uid}", $"--regid={uid}", "--clear-groups", "pamtester", "lock-screen", "alice", .. operations], Cancellation, input);

    private async Task SignalServerAsync(string signal)
    {
        var server = fixture.Lab.Record.Components.Single(component => component.Name == IdentityServer.Name);
        Assert.True((await _desk.RunAsync("kill", signal, server.ProcessId.ToString(CultureInfo.InvariantCulture))).Succeeded);
    }
}
