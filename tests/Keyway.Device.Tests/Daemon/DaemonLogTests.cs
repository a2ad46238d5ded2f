using Keyway.Device.Daemon;

namespace Keyway.Device.Tests.Daemon;

public sealed class DaemonLogTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void D07_a_line_for_the_journal_is_one_line()
    {
        var journal = new List<string>();
        new DaemonLog(new DaemonPlaces(_folder.Path), journal.Add, TimeProvider.System).Tell("x\nlogin: bob signed in with a security key\u001b[2K");
        Assert.Equal("x?login: bob signed in with a security key?[2K", Assert.Single(journal));
    }
}
