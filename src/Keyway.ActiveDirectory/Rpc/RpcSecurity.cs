using Keyway.Errors;
using Keyway.Kerberos.Gss;

namespace Keyway.ActiveDirectory.Rpc;

/// <summary>Encrypts requests and opens responses, headers signed with them ([MS-RPCE] 2.2.2.11 to 2.2.2.13, 3.3.1.5.2).</summary>
internal sealed class RpcSecurity(GssContext context)
{
    private const byte AuthKerberos = 16;
    private const byte PacketPrivacy = 6;
    private const int Block = 16;

    /// <summary>How much of a packet is not stub.</summary>
    public const int Overhead = RpcPacket.CallHeader + RpcPacket.SecurityTrailer + GssContext.TokenLength;

    /// <summary>The trailer of a packet: which protection, and how many bytes of padding stand before it. There is one security context, 1.</summary>
    public static byte[] Trailer(int padding) => [AuthKerberos, PacketPrivacy, checked((byte)padding), 0, 1, 0, 0, 0];

    /// <summary>A request whose stub is encrypted.</summary>
    public byte[] Seal(RpcPacketFlags flags, uint callId, ReadOnlySpan<byte> callHeader, ReadOnlySpan<byte> stub)
    {
        var padding = (Block - (stub.Length % Block)) % Block;
        byte[] body = [.. callHeader, .. stub, .. new byte[padding]];
        var packet = RpcPacket.Encode(RpcPacketType.Request, flags, callId, body, Trailer(padding), new byte[GssContext.TokenLength]).AsSpan();
        var stubEnd = packet.Length - GssContext.TokenLength - RpcPacket.SecurityTrailer;
        context.Seal(
            packet[..RpcPacket.CallHeader],
            packet[RpcPacket.CallHeader..stubEnd],
            packet.Slice(stubEnd, RpcPacket.SecurityTrailer),
            packet[^GssContext.TokenLength..]);
        return packet.ToArray();
    }

    /// <summary>Opens a response in place and gives the length of its stub.</summary>
    public Result<int> Open(RpcPacket packet)
    {
        var trailer = packet.Trailer;
        if (trailer is not [AuthKerberos, PacketPrivacy, var padding, _, 1, 0, 0, 0])
            return new Refusal(Catalogue.Kerberos.ProtectedMessageForged, "a response without protection");
        var stub = packet.Stub;
        if (context.Open(packet.HeaderOfCall, stub, trailer, packet.Token) is { } forged)
            return forged;
        return padding <= stub.Length ? stub.Length - padding : new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "RPC packet: padding");
    }

    /// <summary>Whether a packet of the handshake speaks of this protection.</summary>
    public static bool IsOurs(ReadOnlySpan<byte> trailer) => trailer is [AuthKerberos, PacketPrivacy, _, _, 1, 0, 0, 0];
}
