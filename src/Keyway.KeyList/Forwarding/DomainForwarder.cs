using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Keyway.Kerberos.Exchange;

namespace Keyway.KeyList.Forwarding;

/// <summary>Carries messages to the first domain controller that answers, and its answers back, untouched.</summary>
internal sealed class DomainForwarder(IReadOnlyList<KdcEndpoint> controllers, TimeProvider time)
{
    private const int LargestDatagram = 65_535;

    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ReplyLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DatagramLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);

    // Domain controllers that did not answer stand behind the others for a while.
    private readonly ConcurrentDictionary<KdcEndpoint, DateTimeOffset> _silent = new();

    /// <summary>One request and its answer over TCP; null when no domain controller answered.</summary>
    public Task<byte[]?> StreamAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken) =>
        TryAllAsync((endpoint, token) => StreamAsync(endpoint, request, token), controller => controller.Port, cancellationToken);

    /// <summary>One datagram and its answer; null when no domain controller answered.</summary>
    /// <param name="port">88, or 389 for the netlogon ping.</param>
    public Task<byte[]?> DatagramAsync(ReadOnlyMemory<byte> request, int? port, CancellationToken cancellationToken) =>
        TryAllAsync((endpoint, token) => DatagramAsync(endpoint, request, token), controller => port ?? controller.Port, cancellationToken);

    private async Task<byte[]?> TryAllAsync(Func<IPEndPoint, CancellationToken, Task<byte[]>> ask, Func<KdcEndpoint, int> port, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var controller in controllers.OrderBy(controller => _silent.TryGetValue(controller, out var until) && until > now))
        {
            foreach (var address in controller.Address is { } known ? [known] : await ResolveAsync(controller.Host, cancellationToken))
            {
                try
                {
                    var answer = await ask(new IPEndPoint(address, port(controller)), cancellationToken);
                    _silent.TryRemove(controller, out _);
                    return answer;
                }
                catch (Exception failure) when (failure is SocketException or IOException or InvalidDataException or OperationCanceledException)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }

            _silent[controller] = time.GetUtcNow() + Rest;
        }

        return null;
    }

    private static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellationToken);
        }
        catch (SocketException)
        {
            return [];
        }
    }

    private static async Task<byte[]> StreamAsync(IPEndPoint endpoint, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            limit.CancelAfter(ConnectLimit);
            await socket.ConnectAsync(endpoint, limit.Token);
        }

        using (var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            limit.CancelAfter(ReplyLimit);
            await using var stream = new NetworkStream(socket, ownsSocket: false);
            await MessageFrame.WriteAsync(stream, request, limit.Token);
            return await MessageFrame.ReadAsync(stream, limit.Token) ?? throw new IOException("It closed the connection without an answer.");
        }
    }

    private static async Task<byte[]> DatagramAsync(IPEndPoint endpoint, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(DatagramLimit);

        // Connected, so that the kernel drops what other hosts send and tells at once when nobody listens.
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(endpoint, limit.Token);
        await socket.SendAsync(request, limit.Token);
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(LargestDatagram);
        try
        {
            return buffer[..await socket.ReceiveAsync(buffer.AsMemory(0, LargestDatagram), limit.Token)];
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
