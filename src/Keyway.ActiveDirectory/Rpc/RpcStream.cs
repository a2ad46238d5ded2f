using System.Net;
using System.Net.Sockets;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Rpc;

/// <summary>Packets over one TCP connection; each step has its time limit, each packet its size limit.</summary>
internal sealed class RpcStream : IDisposable
{
    /// <summary>The largest packet that we take, and say that we take: what Windows uses itself.</summary>
    public const int MaximumPacket = 5840;

    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(15);

    private readonly Socket _socket;
    private readonly IPEndPoint _endpoint;

    private RpcStream(Socket socket, IPEndPoint endpoint)
    {
        _socket = socket;
        _endpoint = endpoint;
    }

    /// <summary>Connects; <c>KW1400</c> when nobody is there.</summary>
    public static async Task<Result<RpcStream>> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectLimit);
        try
        {
            await socket.ConnectAsync(endpoint, limit.Token).ConfigureAwait(false);
            return new RpcStream(socket, endpoint);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            return new Refusal(Catalogue.ActiveDirectory.Unreachable, $"{endpoint}: no answer in {ConnectLimit.TotalSeconds:0} s");
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            return new Refusal(Catalogue.ActiveDirectory.Unreachable, $"{endpoint}: {exception.Message}");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a packet. Null, or why not.</summary>
    public async Task<Refusal?> SendAsync(byte[] packet, CancellationToken cancellationToken)
    {
        var sent = await TryAsync(async token =>
        {
            for (var rest = packet.AsMemory(); rest.Length > 0;)
                rest = rest[await _socket.SendAsync(rest, token).ConfigureAwait(false)..];
            return packet;
        }, cancellationToken).ConfigureAwait(false);
        return sent.TryGet(out _, out var refusal) ? null : refusal;
    }

    /// <summary>The next packet.</summary>
    public async Task<Result<RpcPacket>> ReceiveAsync(CancellationToken cancellationToken)
    {
        var received = await TryAsync(async token =>
        {
            var header = new byte[RpcPacket.CommonHeader];
            await FillAsync(header, token).ConfigureAwait(false);
            var length = RpcPacket.LengthOf(header);
            if (length is < RpcPacket.CommonHeader or > MaximumPacket)
                return header;
            var packet = new byte[length];
            header.CopyTo(packet, 0);
            await FillAsync(packet.AsMemory(header.Length), token).ConfigureAwait(false);
            return packet;
        }, cancellationToken).ConfigureAwait(false);
        return received.TryGet(out var bytes, out var refusal) ? RpcPacket.Parse(bytes) : refusal;
    }

    public void Dispose() => _socket.Dispose();

    private async Task FillAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (buffer.Length > 0)
        {
            var count = await _socket.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (count == 0)
                throw new EndOfStreamException("it closed the connection");
            buffer = buffer[count..];
        }
    }

    private async Task<Result<byte[]>> TryAsync(Func<CancellationToken, Task<byte[]>> action, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerLimit);
        try
        {
            return await action(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Refusal(Catalogue.ActiveDirectory.OperationTimedOut, $"{_endpoint}: {AnswerLimit.TotalSeconds:0} s");
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return new Refusal(Catalogue.ActiveDirectory.ConnectionLost, $"{_endpoint}: {exception.Message}");
        }
    }
}
