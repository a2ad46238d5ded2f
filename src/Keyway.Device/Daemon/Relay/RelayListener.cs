using System.Net.Sockets;
using Keyway.Errors;

namespace Keyway.Device.Daemon.Relay;

/// <summary>The local socket of <c>pam_keyway.so</c>. Anybody on this computer may connect, because lock screens run as their user; what a peer may ask for is decided for each request.</summary>
internal sealed class RelayListener(string path, Func<RelayRequest, PeerCredentials, RelayConversation, CancellationToken, Task<PamVerdict>> answer, Action<string> log) : IDaemonWork, IDisposable
{
    private const int MostConversations = 64;
    private const int MostOfOneUser = 4;
    private const int FirstPacketMilliseconds = 2000;
    private const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Seqpacket, ProtocolType.Unspecified);
    private readonly SemaphoreSlim _free = new(MostConversations);
    private readonly CallersOfUsers _callers = new(MostOfOneUser);

    /// <summary>Opens the socket; throws when the place is not ours.</summary>
    public void Open()
    {
        // What a daemon before us left; a live one still holds its lock.
        File.Delete(path);
        _socket.Bind(new UnixDomainSocketEndPoint(path));
        File.SetUnixFileMode(path, Everybody);
        _socket.Listen(MostConversations);
    }

    /// <summary>Answers until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var conversations = new List<Task>();
        try
        {
            while (true)
            {
                await _free.WaitAsync(cancellationToken);
                var peer = await _socket.AcceptAsync(cancellationToken);
                conversations.RemoveAll(task => task.IsCompleted);

                // A thread of its own: a conversation waits for people.
                conversations.Add(Task.Factory.StartNew(() => ConverseAsync(peer, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap());
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(conversations).WaitAsync(TimeSpan.FromSeconds(2), CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _free.Dispose();
    }

    private async Task ConverseAsync(Socket peer, CancellationToken cancellationToken)
    {
        try
        {
            using (peer)
            {
                var credentials = PeerCredentials.Of(peer);
                if (!_callers.Enter(credentials.UserId))
                    return;
                try
                {
                    if (Receive(peer) is { } request)
                        await AnswerAsync(request, credentials, peer, cancellationToken);
                }
                finally
                {
                    _callers.Leave(credentials.UserId);
                }
            }
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            // The program or we are going: the module sees the end of the connection.
        }
        finally
        {
            _free.Release();
        }
    }

    private async Task AnswerAsync(RelayRequest request, PeerCredentials credentials, Socket peer, CancellationToken cancellationToken)
    {
        using var conversation = new RelayConversation(peer, request);
        PamVerdict verdict;
        try
        {
            verdict = await answer(request, credentials, conversation, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log($"{request.Service}: {new Refusal(Catalogue.Device.Broken, $"{failure.GetType().Name}: {failure.Message}")}");
            verdict = PamVerdict.Unavailable;
        }

        conversation.End(verdict);
    }

    private static RelayRequest? Receive(Socket peer)
    {
        var packet = new byte[RelayConversation.LargestPacket];
        peer.ReceiveTimeout = FirstPacketMilliseconds;
        peer.SendTimeout = FirstPacketMilliseconds;
        return RelayRequest.Parse(packet.AsSpan(0, peer.Receive(packet)));
    }
}
