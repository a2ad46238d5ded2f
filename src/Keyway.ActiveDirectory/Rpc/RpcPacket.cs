using System.Buffers.Binary;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Rpc;

/// <summary>One packet taken apart: header, body, and the authentication at its end ([C706] 12.6.3, 13.2.6.1).</summary>
internal sealed class RpcPacket
{
    /// <summary>The part of the header that all packets share.</summary>
    public const int CommonHeader = 16;

    /// <summary>The header of a request and of a response.</summary>
    public const int CallHeader = 24;

    /// <summary>auth_type, auth_level, auth_pad_length, reserved, auth_context_id.</summary>
    public const int SecurityTrailer = 8;

    private readonly byte[] _bytes;
    private readonly int _authLength;

    private RpcPacket(byte[] bytes, int authLength)
    {
        _bytes = bytes;
        _authLength = authLength;
    }

    public RpcPacketType Type => (RpcPacketType)_bytes[2];

    public RpcPacketFlags Flags => (RpcPacketFlags)_bytes[3];

    public uint CallId => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(12));

    public bool IsAuthenticated => _authLength > 0;

    /// <summary>What stands between the common header and the authentication.</summary>
    public Span<byte> Body => _bytes.AsSpan(CommonHeader..BodyEnd);

    /// <summary>The eight bytes before the token; empty without authentication.</summary>
    public ReadOnlySpan<byte> Trailer => IsAuthenticated ? _bytes.AsSpan(BodyEnd, SecurityTrailer) : default;

    public ReadOnlySpan<byte> Token => _bytes.AsSpan(_bytes.Length - _authLength);

    /// <summary>A response's header, which is signed with it.</summary>
    public ReadOnlySpan<byte> HeaderOfCall => _bytes.AsSpan(0, Math.Min(CallHeader, BodyEnd));

    /// <summary>What a response carries; empty for packets that are shorter than one.</summary>
    public Span<byte> Stub => BodyEnd >= CallHeader ? _bytes.AsSpan(CallHeader..BodyEnd) : default;

    private int BodyEnd => _bytes.Length - _authLength - (IsAuthenticated ? SecurityTrailer : 0);

    /// <summary>How long the packet is that starts with these bytes; zero when none does.</summary>
    /// <param name="header">16 bytes.</param>
    public static int LengthOf(ReadOnlySpan<byte> header) =>
        header[0] == 5 && header[1] == 0 && BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) == 0x10
            ? BinaryPrimitives.ReadUInt16LittleEndian(header[8..])
            : 0;

    /// <summary>Takes a whole packet apart; <c>KW1419</c> when its lengths do not fit.</summary>
    public static Result<RpcPacket> Parse(byte[] bytes)
    {
        if (bytes.Length < CommonHeader || LengthOf(bytes) != bytes.Length)
            return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "RPC packet: length");
        var authLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(10));
        if (authLength > 0 && authLength + SecurityTrailer > bytes.Length - CommonHeader)
            return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "RPC packet: length of authentication");
        return new RpcPacket(bytes, authLength);
    }

    /// <summary>Writes a packet; its token is left for the caller to fill.</summary>
    /// <param name="body">What follows the common header.</param>
    /// <param name="trailer">Eight bytes, or empty for a packet without authentication.</param>
    /// <param name="token">The token or room for it.</param>
    public static byte[] Encode(RpcPacketType type, RpcPacketFlags flags, uint callId, ReadOnlySpan<byte> body, ReadOnlySpan<byte> trailer, ReadOnlySpan<byte> token)
    {
        var bytes = new byte[CommonHeader + body.Length + trailer.Length + token.Length];
        bytes[0] = 5;
        bytes[2] = (byte)type;
        bytes[3] = (byte)flags;
        bytes[4] = 0x10;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), checked((ushort)bytes.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(10), checked((ushort)token.Length));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), callId);
        body.CopyTo(bytes.AsSpan(CommonHeader));
        trailer.CopyTo(bytes.AsSpan(CommonHeader + body.Length));
        token.CopyTo(bytes.AsSpan(CommonHeader + body.Length + trailer.Length));
        return bytes;
    }
}
