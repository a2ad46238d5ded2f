using System.Globalization;
using Keyway.Device.Daemon;
using Keyway.Device.Daemon.KeyRemoval;
using Keyway.Device.Daemon.People;
using Keyway.Device.Policies;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Tests.Daemon;

/// <summary>Lock on removal, with a real command that runs as the person. logind is left out: it needs systemd as the first process.</summary>
public sealed class RemovalWatchTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly FixedTime _time = new(Joined.Now);
    private readonly List<string> _log = [];
    private readonly LocalAccounts _accounts;
    private readonly LocalAccount _alice;
    private readonly string _software;
    private string[]? _command;

    public RemovalWatchTests()
    {
        _accounts = LocalAccounts.Open(new DeviceFolder(_folder.Path), new LocalFiles()).Value;
        _alice = _accounts.Welcome(People.Issued("alice@contoso.corp.com"), [1]).Value;
        _software = _folder.Write("software.key", "a key");
        _command = ["/bin/sh", "-c", "id -u >> " + Screen];
    }

    // Outside of the folder, where the person may not write.
    private string Screen { get; } = Path.Combine(Path.GetTempPath(), "keyway-screen-" + Guid.NewGuid().ToString("N"));

    private DeviceFolder State => new(_folder.Path);

    private KeysInUse Keys => new(new DeviceFolder(_folder.Entry("keys")));

    private string[] Locked => File.Exists(Screen) ? File.ReadAllLines(Screen) : [];

    public void Dispose()
    {
        File.Delete(Screen);
        _folder.Dispose();
    }

    [Fact]
    public async Task D09_a_key_that_is_pulled_out_locks_once_and_as_the_person()
    {
        Want(1);
        SignIn();
        var watch = Daemon();
        await watch.LookAsync(TestContext.Current.CancellationToken);
        Assert.Empty(Locked);
        File.Delete(_software);
        await watch.LookAsync(TestContext.Current.CancellationToken);
        await watch.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal([_alice.UserId.ToString(CultureInfo.InvariantCulture)], Locked);
    }

    [Fact]
    public async Task D09_a_key_that_was_pulled_out_while_the_daemon_was_dead_locks_when_it_is_back()
    {
        Want(1);
        SignIn();
        await Daemon().LookAsync(TestContext.Current.CancellationToken);
        File.Delete(_software);
        await Daemon().LookAsync(TestContext.Current.CancellationToken);
        Assert.Single(Locked);
    }

    [Fact]
    public async Task D09_a_device_that_went_and_came_back_is_not_the_one_that_signed_in()
    {
        Want(1);
        Assert.True(Keys.Remember(_alice, new KeyInUse(_software, "0003:1050:0407.0005")).Succeeded);
        await Daemon().LookAsync(TestContext.Current.CancellationToken);
        Assert.Single(Locked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"path":"/dev/null","plugged":"","more":1}""")]
    public async Task D09_a_damaged_record_locks(string content)
    {
        Want(1);
        SignIn();
        File.WriteAllText(_folder.Entry($"keys/{_alice.UserId}.json"), content);
        await Daemon().LookAsync(TestContext.Current.CancellationToken);
        Assert.Single(Locked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1 3B80800101")]
    public async Task D09_a_key_on_a_reader_that_nobody_can_tell_of_locks(string laid)
    {
        Want(1);
        Assert.True(Keys.Remember(_alice, new KeyInUse("nfc:No such reader 00 00", laid)).Succeeded);
        await Daemon().LookAsync(TestContext.Current.CancellationToken);
        Assert.Single(Locked);
    }

    [Fact]
    public async Task D09_a_lock_that_fails_is_tried_again()
    {
        Want(1);
        SignIn();
        File.Delete(_software);
        var succeeding = _command;
        _command = ["/bin/false"];
        var watch = Daemon();
        await watch.LookAsync(TestContext.Current.CancellationToken);
        await watch.LookAsync(TestContext.Current.CancellationToken);
        Assert.Contains(Catalogue.Daemon.SessionsNotLocked.Cause, Assert.Single(_log), StringComparison.Ordinal);
        _time.Now += TimeSpan.FromSeconds(10);
        await watch.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, _log.Count);

        _command = succeeding;
        await Daemon().LookAsync(TestContext.Current.CancellationToken);
        Assert.Single(Locked);
    }

    [Fact]
    public async Task D09_a_lock_command_that_nobody_may_end_keeps_no_other_screen_open()
    {
        Want(1);
        SignIn();
        var bob = _accounts.Welcome(People.Issued("bob@contoso.corp.com"), [2]).Value;
        Assert.True(Keys.Remember(bob, KeyInUse.Of(_software)!).Succeeded);
        File.Delete(_software);
        _command = ["/bin/sh", "-c", $"if [ $(id -u) = {_alice.UserId} ]; then sleep 60; else id -u >> {Screen}; fi"];
        await Daemon().LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal([bob.UserId.ToString(CultureInfo.InvariantCulture)], Locked);
        Assert.Contains(_log, line => line.Contains("KW3220", StringComparison.Ordinal));
    }

    [Fact]
    public async Task D09_a_key_that_was_gone_before_the_session_was_there_locks_it_then()
    {
        Want(1);
        SignIn();
        File.Delete(_software);
        var logind = Logind();
        var watch = Daemon(logind);
        await watch.LookAsync(TestContext.Current.CancellationToken);
        Assert.Empty(Locked);

        File.WriteAllText(_folder.Entry("sessions"), $"c1 {_alice.UserId} alice\n");
        _time.Now += TimeSpan.FromSeconds(2);
        await watch.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["c1"], Locked);
        Assert.True(Keys.IsGone(_alice));

        // Once.
        _time.Now += TimeSpan.FromSeconds(20);
        await watch.LookAsync(TestContext.Current.CancellationToken);
        Assert.Single(Locked);
    }

    [Fact]
    public async Task A_session_that_never_comes_is_not_awaited_for_ever()
    {
        Want(1);
        SignIn();
        File.Delete(_software);
        var watch = Daemon(Logind());
        await watch.LookAsync(TestContext.Current.CancellationToken);
        _time.Now += TimeSpan.FromMinutes(1);
        await watch.LookAsync(TestContext.Current.CancellationToken);
        Assert.Contains("no session was open", Assert.Single(_log), StringComparison.Ordinal);

        File.WriteAllText(_folder.Entry("sessions"), $"c1 {_alice.UserId} alice\n");
        _time.Now += TimeSpan.FromMinutes(1);
        await watch.LookAsync(TestContext.Current.CancellationToken);
        Assert.Empty(Locked);
    }

    [Fact]
    public async Task The_NTLM_secret_comes_back_by_a_sign_in_alone()
    {
        Want(1);
        SignIn();
        Assert.False(Keys.IsGone(_alice));
        File.Delete(_software);
        Assert.True(Keys.IsGone(_alice));
        await Daemon().LookAsync(TestContext.Current.CancellationToken);
        _folder.Write("software.key", "a key");
        Assert.True(Keys.IsGone(_alice));
        SignIn();
        Assert.False(Keys.IsGone(_alice));
    }

    [Fact]
    public async Task Without_the_policy_nothing_is_locked_then_or_later()
    {
        SignIn();
        File.Delete(_software);
        await Daemon().LookAsync(TestContext.Current.CancellationToken);
        Want(1);
        await Daemon().LookAsync(TestContext.Current.CancellationToken);
        Assert.Empty(Locked);
    }

    [Fact]
    public async Task D11_a_policy_file_that_is_refused_locks()
    {
        SignIn();
        _folder.Write("policy-group.json", "{");
        File.Delete(_software);
        await Daemon().LookAsync(TestContext.Current.CancellationToken);
        Assert.Single(Locked);
    }

    [Fact]
    public async Task Neither_logind_nor_a_command_is_said()
    {
        Want(1);
        SignIn();
        File.Delete(_software);
        _command = null;
        await Daemon().LookAsync(TestContext.Current.CancellationToken);
        Assert.Contains("lockCommand", Assert.Single(_log), StringComparison.Ordinal);
    }

    [Fact]
    public void Sessions_of_others_stay_open() => Assert.Equal(
        ["3", "c7"],
        SessionLock.SessionsOf(1879048200, "      3 1879048200 alice seat0 tty2\n      4 18790482001 bob   -     -\n     c7 1879048200 alice\n1879048200 0 root\n\n"));

    [Theory]
    [InlineData("""{"lockCommand":[]}""")]
    [InlineData("""{"lockCommand":["xset"]}""")]
    [InlineData("""{"lockCommand":[null]}""")]
    [InlineData("""{"lockCommand":["/usr/bin/xset",null]}""")]
    public void A_command_that_is_none_stops_the_daemon(string settings) =>
        Assert.Equal(Catalogue.Daemon.SettingsInvalid, DaemonSettings.Read(_folder.Write("keywayd.json", settings)).Refusal.Error);

    /// <summary>Stands in for loginctl, which needs systemd as the first process: the sessions in a file, and the locked ones in another.</summary>
    private string Logind()
    {
        var program = _folder.Write("loginctl", $"#!/bin/sh\ncase $1 in list-sessions) cat {_folder.Write("sessions", "")} ;; lock-session) shift; echo \"$@\" >>{Screen} ;; esac\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return program;
    }

    private RemovalWatch Daemon(string? loginctl = null) => new(
        Keys, _accounts, new SessionLock(_command, loginctl ?? _folder.Entry("no-loginctl")), _ => DevicePolicy.Of(new DaemonSettings(), new PolicyFiles(State)), _ => { }, _log.Add, _time);

    private void SignIn() => Assert.True(Keys.Remember(_alice, KeyInUse.Of(_software)!).Succeeded);

    private void Want(int value) =>
        Assert.True(new PolicyFiles(State).Write(PolicySource.DeviceManagement, [new StoredPolicy(PolicyName.LockOnRemoval, value)], Joined.Now).Succeeded);
}
