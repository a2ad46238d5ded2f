using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Keyway.Kerberos.Exchange;

namespace Keyway.Kerberos.Tests.Exchange;

/// <summary>Listens on loopback by UDP and TCP on one port and answers as the test says. A null answer is silence.</summary>
internal sealed class LoopbackKdc : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _tcp;
    private readonly UdpClient? _udp;
    private readonly Func<byte[], byte[]?> _overTcp;
    private readonly Func<byte[], byte[]?> _overUdp;
    private readonly Task _loops;

    /// <param name="overTcp">Gives the whole answer with its length in front.</param>
    /// <param name="overUdp">Null: nobody listens on UDP.</param>
    public LoopbackKdc(Func<byte[], byte[]?> overTcp, Func<byte[], byte[]?>? overUdp = null)
    {
        _overTcp = overTcp;
        _overUdp = overUdp ?? (_ => null);
        (_tcp, _udp) = Listen(overUdp is not null);
        Endpoint = new KdcEndpoint("kdc.test", IPAddress.Loopback, ((IPEndPoint)_tcp.LocalEndpoint).Port);
        _loops = Task.WhenAll(TcpLoopAsync(), _udp is null ? Task.CompletedTask : UdpLoopAsync(_udp));
    }

    public KdcEndpoint Endpoint { get; }

    public int TcpRequests { get; private set; }

    public int UdpRequests { get; private set; }

    public static byte[] Framed(byte[] message)
    {
        var framed = new byte[4 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(framed, message.Length);
        message.CopyTo(framed, 4);
        return framed;
    }

    /// <summary>Stops; what went wrong inside the answers comes out here.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _loops;
        }
        catch (OperationCanceledException)
        {
            // That is how the loops end.
        }

        _tcp.Dispose();
        _udp?.Dispose();
        _stop.Dispose();
    }

    private static (TcpListener Tcp, UdpClient? Udp) Listen(bool withUdp)
    {
        for (var attempt = 0; ; attempt++)
        {
            var tcp = new TcpListener(IPAddress.Loopback, 0);
            tcp.Start();
            try
            {
                return (tcp, withUdp ? new UdpClient((IPEndPoint)tcp.LocalEndpoint) : null);
            }
            catch (SocketException) when (attempt < 20)
            {
                // Somebody has this port by UDP only: take another.
                tcp.Dispose();
            }
        }
    }

    private async Task TcpLoopAsync()
    {
        while (true)
        {
            using var client = await _tcp.AcceptTcpClientAsync(_stop.Token);
            try
            {
                var stream = client.GetStream();
                var header = new byte[4];
                await stream.ReadExactlyAsync(header, _stop.Token);
                var request = new byte[BinaryPrimitives.ReadInt32BigEndian(header)];
                await stream.ReadExactlyAsync(request, _stop.Token);
                TcpRequests++;
                if (_overTcp(request) is { } answer)
                    await stream.WriteAsync(answer, _stop.Token);
                else
                    await stream.ReadAtLeastAsync(header, 1, throwOnEndOfStream: false, _stop.Token);
            }
            catch (IOException)
            {
                // The client gave up.
            }
        }
    }

    private async Task UdpLoopAsync(UdpClient udp)
    {
        while (true)
        {
            var received = await udp.ReceiveAsync(_stop.Token);
            UdpRequests++;
            if (_overUdp(received.Buffer) is { } answer)
                await udp.SendAsync(answer, received.RemoteEndPoint, _stop.Token);
        }
    }
}
