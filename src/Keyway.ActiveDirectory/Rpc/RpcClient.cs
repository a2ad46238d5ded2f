using System.Buffers.Binary;
using System.Net;
using Keyway.Errors;
using Keyway.Kerberos;
using Keyway.Kerberos.Gss;

namespace Keyway.ActiveDirectory.Rpc;

/// <summary>A client of one interface of connection-oriented DCE/RPC over TCP ([C706] 12, [MS-RPCE]): one call after the other. After a refusal it is of no more use.</summary>
internal sealed class RpcClient : IDisposable
{
    // Far more than one object with a few attributes needs.
    private const int MaximumResponse = 1024 * 1024;

    private readonly RpcStream _stream;
    private readonly int _maximumPacket;
    private readonly GssContext? _context;
    private readonly RpcSecurity? _security;
    private uint _callId = 1;

    private RpcClient(RpcStream stream, int maximumPacket, GssContext? context)
    {
        _stream = stream;
        _maximumPacket = maximumPacket;
        _context = context;
        _security = context is null ? null : new RpcSecurity(context);
    }

    /// <summary>The key that both sides share; only of a protected session.</summary>
    public KerberosKey SessionKey => _context?.SessionKey ?? throw new InvalidOperationException("The session is not protected.");

    /// <summary>Connects and binds without any protection: for the endpoint mapper only.</summary>
    public static async Task<Result<RpcClient>> OpenAsync(IPEndPoint endpoint, RpcInterface service, CancellationToken cancellationToken)
    {
        if (!(await RpcStream.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false)).TryGet(out var stream, out var refusal))
            return refusal;
        var bind = RpcPacket.Encode(RpcPacketType.Bind, RpcPacketFlags.First | RpcPacketFlags.Last, 1, RpcBinding.Request(service), [], []);
        var answered = await ExchangeAsync(stream, bind, cancellationToken).ConfigureAwait(false);
        if (answered.TryGet(out var answer, out refusal) && RpcBinding.ReadAnswer(answer).TryGet(out var largest, out refusal))
            return new RpcClient(stream, largest, null);
        stream.Dispose();
        return refusal;
    }

    /// <summary>
    /// Connects and binds with Kerberos, encrypted and with signed headers. A server that does not sign headers is refused: who stands between could have
    /// taken the flag away.
    /// </summary>
    /// <param name="ticket">A ticket for the server.</param>
    public static async Task<Result<RpcClient>> OpenSealedAsync(IPEndPoint endpoint, RpcInterface service, HeldTicket ticket, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!GssHandshake.Begin(ticket, time).TryGet(out var handshake, out var refusal))
            return refusal;
        using var held = handshake;
        if (!(await RpcStream.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false)).TryGet(out var stream, out refusal))
            return refusal;
        if ((await BindAsync(stream, service, handshake, cancellationToken).ConfigureAwait(false)).TryGet(out var client, out refusal))
            return client;
        stream.Dispose();
        return refusal;
    }

    /// <summary>Calls an operation.</summary>
    /// <param name="operation">Its number in the interface.</param>
    /// <param name="stub">The arguments in NDR.</param>
    /// <returns>The results in NDR.</returns>
    public async Task<Result<byte[]>> CallAsync(ushort operation, ReadOnlyMemory<byte> stub, CancellationToken cancellationToken)
    {
        var callId = ++_callId;

        // Whole blocks of a cipher in all pieces but the last.
        var room = (_maximumPacket - (_security is null ? RpcPacket.CallHeader : RpcSecurity.Overhead)) / 16 * 16;
        for (var offset = 0; offset == 0 || offset < stub.Length; offset += room)
        {
            var piece = stub[offset..Math.Min(stub.Length, offset + room)];
            var flags = (offset == 0 ? RpcPacketFlags.First : RpcPacketFlags.None) | (offset + room >= stub.Length ? RpcPacketFlags.Last : RpcPacketFlags.None);
            if (await _stream.SendAsync(Request(flags, callId, operation, piece.Span, stub.Length - offset), cancellationToken).ConfigureAwait(false) is { } unsent)
                return unsent;
        }

        using var response = new MemoryStream();
        for (var first = true; ; first = false)
        {
            if (!(await _stream.ReceiveAsync(cancellationToken).ConfigureAwait(false)).TryGet(out var packet, out var refusal)
                || !Open(packet, callId, first).TryGet(out var length, out refusal))
                return refusal;
            if (response.Length + length > MaximumResponse)
                return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, $"RPC response of more than {MaximumResponse} bytes");
            response.Write(packet.Stub[..length]);
            if (packet.Flags.HasFlag(RpcPacketFlags.Last))
                return response.ToArray();
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        _context?.Dispose();
    }

    private static async Task<Result<RpcClient>> BindAsync(RpcStream stream, RpcInterface service, GssHandshake handshake, CancellationToken cancellationToken)
    {
        const RpcPacketFlags Whole = RpcPacketFlags.First | RpcPacketFlags.Last;
        if (handshake.Request.Length > ushort.MaxValue - 256)
            return new Refusal(Catalogue.ActiveDirectory.RpcBindRefused, $"the ticket has {handshake.Request.Length} bytes");
        var bind = RpcPacket.Encode(RpcPacketType.Bind, Whole | RpcPacketFlags.SignsHeaders, 1, RpcBinding.Request(service), RpcSecurity.Trailer(0), handshake.Request);
        if (!(await ExchangeAsync(stream, bind, cancellationToken).ConfigureAwait(false)).TryGet(out var answer, out var refusal)
            || !RpcBinding.ReadAnswer(answer).TryGet(out var largest, out refusal))
            return refusal;
        if (!RpcSecurity.IsOurs(answer.Trailer) || !answer.Flags.HasFlag(RpcPacketFlags.SignsHeaders))
            return new Refusal(Catalogue.ActiveDirectory.RpcBindRefused, "the server does not protect headers");
        if (!handshake.Complete(answer.Token.ToArray()).TryGet(out var completed, out refusal))
            return refusal;

        // Four bytes that say nothing stand where a body would ([MS-RPCE] 2.2.2.10).
        var last = RpcPacket.Encode(RpcPacketType.Auth3, Whole, 1, new byte[4], RpcSecurity.Trailer(0), completed.LastToken);
        if (await stream.SendAsync(last, cancellationToken).ConfigureAwait(false) is not { } unsent)
            return new RpcClient(stream, largest, completed.Context);
        completed.Context.Dispose();
        return unsent;
    }

    private static async Task<Result<RpcPacket>> ExchangeAsync(RpcStream stream, byte[] packet, CancellationToken cancellationToken) =>
        await stream.SendAsync(packet, cancellationToken).ConfigureAwait(false) is { } unsent
            ? unsent
            : await stream.ReceiveAsync(cancellationToken).ConfigureAwait(false);

    private byte[] Request(RpcPacketFlags flags, uint callId, ushort operation, ReadOnlySpan<byte> stub, int remaining)
    {
        Span<byte> header = stackalloc byte[RpcPacket.CallHeader - RpcPacket.CommonHeader];
        header.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(header, remaining);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], operation);
        return _security is not null
            ? _security.Seal(flags, callId, header, stub)
            : RpcPacket.Encode(RpcPacketType.Request, flags, callId, [.. header, .. stub], [], []);
    }

    private Result<int> Open(RpcPacket packet, uint callId, bool first)
    {
        if (packet.Type != RpcPacketType.Response)
            return RpcFaults.Unexpected(packet);
        if (packet.CallId != callId || packet.Flags.HasFlag(RpcPacketFlags.First) != first)
            return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "RPC response: order");
        return _security is not null ? _security.Open(packet) : packet.Stub.Length;
    }
}
