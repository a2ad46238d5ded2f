using Keyway.Device.Daemon;
using Keyway.Device.Daemon.People;
using Keyway.Device.Daemon.Sessions;

namespace Keyway.Device.Tests.Daemon;

/// <summary>Somebody of this computer holds the locks of files that everybody may read, so that nobody signs in.</summary>
public sealed class LockedFilesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void D07_files_that_somebody_has_locked_are_read_all_the_same()
    {
        var passwd = _folder.Write("passwd", "root:x:0:0::/root:/bin/sh\n");
        using var held = new SomebodysLock(passwd);
        Assert.Throws<IOException>(() => File.ReadAllText(passwd));
        Assert.True(new LocalFiles(passwd, passwd).HasUser("root"));

        using var names = new SomebodysLock(_folder.Write("nsswitch.conf", "passwd: files winbind\n"));
        Assert.Equal([NameServiceSwitch.Winbind], new NameServiceSwitch(_folder.Entry("nsswitch.conf")).ServicesOfDomains());

        using var settings = new SomebodysLock(_folder.Write("keywayd.json", """{"offlineDays":3}"""));
        Assert.Equal(3, DaemonSettings.Read(_folder.Entry("keywayd.json")).Value.OfflineDays);
    }

    [Fact]
    public void D07_nobody_has_left_because_the_files_of_their_programs_are_locked()
    {
        using var held = new SomebodysLock($"/proc/{Environment.ProcessId}/status");
        Directory.CreateDirectory(_folder.Entry("proc"));
        Directory.CreateSymbolicLink(_folder.Entry("proc/1"), $"/proc/{Environment.ProcessId}");
        Assert.NotEmpty(new UserProcesses(_folder.Entry("proc")).Users());
    }

    [Fact]
    public void D07_a_home_is_made_while_somebody_has_locked_what_goes_into_it()
    {
        Directory.CreateDirectory(_folder.Entry("skel"));
        using var held = new SomebodysLock(_folder.Write("skel/.profile", "umask 027\n"));
        var home = _folder.Entry("home/alice");
        var account = new LocalAccount(Guid.NewGuid(), "alice", 1879048200, "alice@contoso.com", [], Joined.Now, null, new DomainUser("alice", "corp.example", 1879048200, home));
        Directory.CreateDirectory(_folder.Entry("home"));

        Assert.Equal(home, HomeFolder.MakeReady(account, _folder.Entry("skel")).Value);
    }
}
