using System.Net.Sockets;
using System.Text;
using Keyway.Device.Daemon.Relay;

namespace Keyway.Device.Daemon.UserDatabase;

/// <summary>The socket under <c>/run/systemd/userdb</c> by which libnss-systemd asks. A caller that dawdles is dropped, and none keeps the others waiting.</summary>
internal sealed class UserDatabaseListener(string path, UserRecords records) : IDaemonWork, IDisposable
{
    private const int LargestCall = 16 * 1024;
    private const int MostCallers = 256;
    private const int MostOfOneUser = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CallersOfUsers _ofUsers = new(MostOfOneUser);
    private int _callers;

    /// <summary>Opens the socket; throws when the place is not ours.</summary>
    public void Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        _socket.Bind(new UnixDomainSocketEndPoint(path));
        File.SetUnixFileMode(path, Everybody);
        _socket.Listen(MostCallers);
    }

    /// <summary>Answers until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var caller = await _socket.AcceptAsync(cancellationToken);

                // Elsewhere: what a caller has sent already is answered without waiting for it, and that could go on for ever.
                _ = Task.Run(() => AdmitAsync(caller, cancellationToken), CancellationToken.None);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        File.Delete(path);
    }

    // A refused caller looks elsewhere at once; one that is kept waiting waits 45 seconds. Root's are always let in: a login asks as root.
    private async Task AdmitAsync(Socket caller, CancellationToken cancellationToken)
    {
        using (caller)
        {
            try
            {
                var user = PeerCredentials.Of(caller).UserId;
                if (!_ofUsers.Enter(user))
                    return;
                try
                {
                    if (Interlocked.Increment(ref _callers) <= MostCallers || user == 0)
                        await ServeAsync(caller, cancellationToken);
                }
                finally
                {
                    Interlocked.Decrement(ref _callers);
                    _ofUsers.Leave(user);
                }
            }
            catch (Exception failure) when (failure is SocketException or OperationCanceledException)
            {
                // The caller has gone, dawdled, or we are going.
            }
        }
    }

    private async Task ServeAsync(Socket caller, CancellationToken cancellationToken)
    {
        var buffer = new byte[LargestCall];
        var filled = 0;
        while (true)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Patience);
            var read = filled == buffer.Length ? 0 : await caller.ReceiveAsync(buffer.AsMemory(filled), limit.Token);
            if (read == 0)
                return;
            filled += read;
            int end;
            while ((end = buffer.AsSpan(0, filled).IndexOf((byte)0)) >= 0)
            {
                if (VarlinkCall.Parse(buffer.AsMemory(0, end)) is not { } call)
                    return;
                foreach (var reply in records.Answer(call))
                    await caller.SendAsync(Encoding.UTF8.GetBytes(reply.ToJsonString() + '\0'), limit.Token);
                buffer.AsSpan(end + 1, filled - end - 1).CopyTo(buffer);
                filled -= end + 1;

                // The others' turn.
                await Task.Yield();
            }
        }
    }
}
