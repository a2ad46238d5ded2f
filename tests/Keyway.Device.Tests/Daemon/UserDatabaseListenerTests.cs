using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Keyway.Device.Daemon.People;
using Keyway.Device.Daemon.UserDatabase;
using Keyway.Device.State;

namespace Keyway.Device.Tests.Daemon;

/// <summary>The socket of the user database, and callers who want it for themselves.</summary>
public sealed class UserDatabaseListenerTests : IAsyncLifetime
{
    private const string Nobody = "65534";
    private static readonly byte[] Question = Encoding.UTF8.GetBytes("""{"method":"io.systemd.UserDatabase.GetUserRecord","parameters":{"userName":"alice","service":"org.keyway.Users"}}""" + '\0');

    private readonly DirectoryInfo _place = Directory.CreateTempSubdirectory("keyway-userdb-");
    private readonly TestFolder _folder = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly UserDatabaseListener _listener;
    private Task _running = Task.CompletedTask;

    public UserDatabaseListenerTests()
    {
        var accounts = LocalAccounts.Open(new DeviceFolder(_folder.Path), new LocalFiles()).Value;
        Assert.True(accounts.Welcome(People.Issued("alice@contoso.com"), [1]).Succeeded);
        _place.UnixFileMode |= UnixFileMode.OtherExecute | UnixFileMode.GroupExecute;
        _listener = new UserDatabaseListener(Place, new UserRecords(accounts, "/bin/sh"));
    }

    private string Place => Path.Combine(_place.FullName, "org.keyway.Users");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _listener.Open();
        _running = _listener.RunAsync(_ending.Token);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _running;
        _listener.Dispose();
        _ending.Dispose();
        _folder.Dispose();
        _place.Delete(recursive: true);
    }

    [Fact]
    public async Task D07_a_caller_who_never_stops_keeps_nobody_waiting()
    {
        using var pump = Call();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var many = Enumerable.Repeat(Question, 100).SelectMany(question => question).ToArray();
        var asking = Task.Run(async () => { while (!stop.IsCancellationRequested) await pump.SendAsync(many, stop.Token); }, Cancellation);
        var draining = Task.Run(async () => { var buffer = new byte[1 << 20]; while (await pump.ReceiveAsync(buffer, stop.Token) > 0) { } }, Cancellation);
        for (var round = 0; round < 20; round++)
        {
            using var other = Call();
            Assert.Contains("alice", await AnswerAsync(other), StringComparison.Ordinal);
        }

        await stop.CancelAsync();
        await Task.WhenAny(Task.WhenAll(asking, draining));
    }

    [Fact]
    public async Task D07_the_idle_callers_of_one_user_leave_room_for_the_others()
    {
        const string holdMany = "$| = 1; my @held = map { IO::Socket::UNIX->new(Peer => $ARGV[0]) } 1..300; print scalar(grep { defined } @held), qq(\\n); sleep 60";
        string[] asNobody = ["--reuid", Nobody, "--regid", Nobody, "--clear-groups", "perl", "-MIO::Socket::UNIX", "-e", holdMany, Place];
        using var idle = Process.Start(new ProcessStartInfo("setpriv", asNobody) { RedirectStandardOutput = true })!;
        try
        {
            Assert.Equal("300", await idle.StandardOutput.ReadLineAsync(Cancellation));
            using var other = Call();
            Assert.Contains("alice", await AnswerAsync(other), StringComparison.Ordinal);
        }
        finally
        {
            idle.Kill();
            await idle.WaitForExitAsync(CancellationToken.None);
        }
    }

    private Socket Call()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(Place));
        return socket;
    }

    private static async Task<string> AnswerAsync(Socket caller)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        await caller.SendAsync(Question, limit.Token);
        var buffer = new byte[16 * 1024];
        return Encoding.UTF8.GetString(buffer, 0, await caller.ReceiveAsync(buffer, limit.Token));
    }
}
