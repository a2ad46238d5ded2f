using Keyway.Errors;

namespace Keyway.ActiveDirectory.Rpc;

/// <summary>The bodies of bind and its answers ([C706] 12.6.4.3 to 12.6.4.5).</summary>
internal static class RpcBinding
{
    // What a packet must have room for, whoever sends it ([C706] 12.6.3.1: 1432), leaves us room for a call.
    private const int SmallestPacket = 1432;

    /// <summary>One interface in NDR, presentation context 0.</summary>
    public static byte[] Request(RpcInterface service)
    {
        var writer = new StubWriter();
        writer.UInt16(RpcStream.MaximumPacket);
        writer.UInt16(RpcStream.MaximumPacket);
        writer.UInt32(0);
        writer.UInt32(1);
        writer.UInt16(0);
        writer.UInt16(1);
        Syntax(writer, service);
        Syntax(writer, RpcInterface.Ndr);
        return writer.ToArray();
    }

    /// <summary>The largest packet that the server takes; <c>KW1472</c> when it does not take the interface.</summary>
    public static Result<int> ReadAnswer(RpcPacket packet)
    {
        var reader = new StubReader(packet.Body);
        if (packet.Type == RpcPacketType.BindRefused)
            return new Refusal(Catalogue.ActiveDirectory.RpcBindRefused, $"reason {reader.UInt16()}");
        if (packet.Type != RpcPacketType.BindAcknowledged)
            return RpcFaults.Unexpected(packet);

        reader.UInt16();
        var largest = reader.UInt16();
        reader.UInt32();
        reader.Bytes(reader.UInt16());
        reader.Align(4);
        var results = reader.UInt32() & 0xFF;
        var result = reader.UInt16();
        var reason = reader.UInt16();
        var syntax = reader.Guid();
        if (reader.Failed || results != 1)
            return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "RPC bind");
        if (result != 0)
            return new Refusal(Catalogue.ActiveDirectory.RpcBindRefused, $"presentation context: result {result}, reason {reason}");
        return syntax == RpcInterface.Ndr.Id && largest >= SmallestPacket
            ? Math.Min((int)largest, RpcStream.MaximumPacket)
            : new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "RPC bind: transfer syntax or packet size");
    }

    private static void Syntax(StubWriter writer, RpcInterface syntax)
    {
        writer.Guid(syntax.Id);
        writer.UInt16(syntax.Major);
        writer.UInt16(syntax.Minor);
    }
}
