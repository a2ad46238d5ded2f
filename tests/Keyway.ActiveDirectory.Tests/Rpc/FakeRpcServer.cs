using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Keyway.ActiveDirectory.Rpc;
using Keyway.Kerberos;
using Keyway.Kerberos.Gss;
using Keyway.Kerberos.Tests.Gss;

namespace Keyway.ActiveDirectory.Tests.Rpc;

/// <summary>A server of DCE/RPC for one connection after the other, honest unless <see cref="Tamper"/> says otherwise.</summary>
internal sealed class FakeRpcServer : IAsyncDisposable
{
    private const RpcPacketFlags Whole = RpcPacketFlags.First | RpcPacketFlags.Last;

    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly KerberosKey? _key;
    private readonly Func<ushort, byte[], byte[]> _answer;
    private readonly Task _loop;

    /// <param name="key">The session key of the client's ticket; null for a server without protection.</param>
    /// <param name="answer">The result of an operation.</param>
    public FakeRpcServer(KerberosKey? key, Func<ushort, byte[], byte[]> answer)
    {
        _key = key;
        _answer = answer;
        _listener.Start();
        _loop = LoopAsync();
    }

    public IPEndPoint Endpoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Bytes of stub in each packet of a response.</summary>
    public int Piece { get; init; } = 4096;

    /// <summary>Changes what is sent: the packet and its number in the connection, from 0. Null for silence.</summary>
    public Func<byte[], int, byte[]?> Tamper { get; init; } = (packet, _) => packet;

    /// <summary>The client's packets, in order.</summary>
    public List<RpcPacket> Received { get; } = [];

    /// <summary>Stops; what went wrong inside comes out here.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _loop;
        }
        catch (OperationCanceledException)
        {
            // That is how the loop ends.
        }

        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task LoopAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            using var service = _key is null ? null : new ServiceSide(_key);
            try
            {
                await ServeAsync(client.GetStream(), service);
            }
            catch (IOException)
            {
                // The client gave up.
            }
        }
    }

    private async Task ServeAsync(NetworkStream stream, ServiceSide? service)
    {
        var sent = 0;
        var stub = new List<byte>();
        while (true)
        {
            var header = new byte[RpcPacket.CommonHeader];
            await stream.ReadExactlyAsync(header, _stop.Token);
            var bytes = new byte[RpcPacket.LengthOf(header)];
            header.CopyTo(bytes, 0);
            await stream.ReadExactlyAsync(bytes.AsMemory(header.Length), _stop.Token);
            var packet = RpcPacket.Parse(bytes).Value;
            Received.Add(packet);
            foreach (var reply in Replies(packet, stub, service))
            {
                if (Tamper(reply, sent++) is { } changed)
                    await stream.WriteAsync(changed, _stop.Token);
            }
        }
    }

    private List<byte[]> Replies(RpcPacket packet, List<byte> stub, ServiceSide? service)
    {
        if (packet.Type == RpcPacketType.Bind)
        {
            var token = service?.Answer(packet.Token.ToArray()) ?? [];
            return [RpcPacket.Encode(RpcPacketType.BindAcknowledged, Whole | (packet.Flags & RpcPacketFlags.SignsHeaders), packet.CallId, BindAnswer(), service is null ? [] : RpcSecurity.Trailer(0), token)];
        }

        if (packet.Type == RpcPacketType.Auth3)
        {
            Assert.True(service!.Accepts(packet.Token.ToArray()));
            return [];
        }

        Assert.Equal(RpcPacketType.Request, packet.Type);
        if (service is not null)
            Assert.Null(service.Context!.Open(packet.HeaderOfCall, packet.Stub, packet.Trailer, packet.Token));
        stub.AddRange(packet.Stub[..^(service is null ? 0 : packet.Trailer[2])]);
        if (!packet.Flags.HasFlag(RpcPacketFlags.Last))
            return [];
        var result = _answer(BinaryPrimitives.ReadUInt16LittleEndian(packet.Body[6..]), [.. stub]);
        stub.Clear();
        return Response(packet.CallId, result, service?.Context);
    }

    private List<byte[]> Response(uint callId, byte[] result, GssContext? context)
    {
        var packets = new List<byte[]>();
        for (var offset = 0; offset == 0 || offset < result.Length; offset += Piece)
        {
            var piece = result.AsSpan(offset, Math.Min(Piece, result.Length - offset));
            var flags = (offset == 0 ? RpcPacketFlags.First : 0) | (offset + Piece >= result.Length ? RpcPacketFlags.Last : 0);
            var padding = context is null ? 0 : (16 - (piece.Length % 16)) % 16;
            byte[] body = [.. new byte[8], .. piece, .. new byte[padding]];
            var packet = RpcPacket.Encode(RpcPacketType.Response, flags, callId, body, context is null ? [] : RpcSecurity.Trailer(padding), new byte[context is null ? 0 : GssContext.TokenLength]);
            if (context is not null)
            {
                var end = packet.Length - GssContext.TokenLength - RpcPacket.SecurityTrailer;
                context.Seal(packet.AsSpan(0, RpcPacket.CallHeader), packet.AsSpan(RpcPacket.CallHeader..end), packet.AsSpan(end, RpcPacket.SecurityTrailer), packet.AsSpan(packet.Length - GssContext.TokenLength));
            }

            packets.Add(packet);
        }

        return packets;
    }

    private static byte[] BindAnswer()
    {
        var writer = new StubWriter();
        writer.UInt16(5840);
        writer.UInt16(2000);
        writer.UInt32(1);
        writer.UInt16(4);
        writer.Bytes("135\0"u8);
        writer.Align(4);
        writer.UInt32(1);
        writer.UInt32(0);
        writer.Guid(RpcInterface.Ndr.Id);
        writer.UInt32(2);
        return writer.ToArray();
    }
}
