using System.Net.Sockets;
using System.Text;

namespace Keyway.Device.Daemon.UserDatabase;

/// <summary>The socket under <c>/run/systemd/userdb</c> by which libnss-systemd asks. A caller that dawdles is dropped; the others do not notice.</summary>
internal sealed class UserDatabaseListener(string path, UserRecords records) : IDaemonWork, IDisposable
{
    private const int LargestCall = 16 * 1024;
    private const int MostCallers = 256;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
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

                // A refused caller looks elsewhere at once; one that is kept waiting waits 45 seconds.
                if (Interlocked.Increment(ref _callers) > MostCallers)
                {
                    Interlocked.Decrement(ref _callers);
                    caller.Dispose();
                    continue;
                }

                _ = ServeAsync(caller, cancellationToken);
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

    private async Task ServeAsync(Socket caller, CancellationToken cancellationToken)
    {
        try
        {
            using (caller)
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
                    }
                }
            }
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            // The caller has gone, dawdled, or we are going.
        }
        finally
        {
            Interlocked.Decrement(ref _callers);
        }
    }
}
