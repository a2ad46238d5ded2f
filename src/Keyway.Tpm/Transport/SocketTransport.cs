using System.Net;
using System.Net.Sockets;
using Keyway.Errors;

namespace Keyway.Tpm.Transport;

/// <summary>The data port of a swtpm, for tests and virtual machines. It serves one connection at a time: the others wait in its queue.</summary>
internal sealed class SocketTransport : ITpmTransport
{
    private readonly Socket _socket;
    private readonly TimeLimit _limit;

    private SocketTransport(Socket socket, TimeLimit limit)
    {
        _socket = socket;
        _limit = limit;
    }

    public static Result<ITpmTransport> Connect(IPEndPoint endPoint, TimeLimit limit)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Connect(endPoint);
            return new SocketTransport(socket, limit);
        }
        catch (SocketException refused)
        {
            socket.Dispose();
            return new Refusal(Catalogue.Tpm.Unreachable, $"{endPoint}: {refused.SocketErrorCode}");
        }
    }

    public Result<int> Exchange(ReadOnlySpan<byte> command, byte[] answer)
    {
        _limit.Cancellation.ThrowIfCancellationRequested();
        try
        {
            // A wait in the kernel ends when the socket is closed; there is no other way to call it off.
            using var ending = _limit.Cancellation.Register(_socket.Dispose);
            while (!command.IsEmpty)
            {
                _socket.SendTimeout = Wait();
                command = command[_socket.Send(command)..];
            }

            return AnswerFrame.Read(answer, Receive) is { } length ? length : new Refusal(Catalogue.Tpm.AnswerMalformed, "length");
        }
        catch (Exception failed) when (failed is SocketException or ObjectDisposedException)
        {
            _limit.Cancellation.ThrowIfCancellationRequested();
            return failed is SocketException { SocketErrorCode: SocketError.TimedOut or SocketError.WouldBlock }
                ? Catalogue.Tpm.TimedOut
                : new Refusal(Catalogue.Tpm.Unreachable, (failed as SocketException)?.SocketErrorCode.ToString());
        }
    }

    public void Dispose() => _socket.Dispose();

    private int Receive(ArraySegment<byte> into)
    {
        _socket.ReceiveTimeout = Wait();
        return _socket.Receive(into);
    }

    /// <summary>Milliseconds; never 0, which would mean for ever.</summary>
    private int Wait() => Math.Max(1, (int)_limit.Remaining.TotalMilliseconds);
}
