using System.Globalization;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Rpc;

/// <summary>What a server says in place of a response.</summary>
internal static class RpcFaults
{
    private const uint AccessDenied = 5;
    private const uint SecurityPackage = 0x721;

    /// <summary>The status of a fault as a numbered refusal. Nothing protects it: it is a hint, not a proof.</summary>
    public static Refusal Read(RpcPacket packet)
    {
        var reader = new StubReader(packet.Body);
        reader.UInt64();
        var status = reader.UInt32();
        if (reader.Failed)
            return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "RPC fault");
        var detail = string.Create(CultureInfo.InvariantCulture, $"status 0x{status:X8}");
        return status switch
        {
            AccessDenied => new Refusal(Catalogue.ActiveDirectory.ReplicationAccessDenied, detail),
            SecurityPackage => new Refusal(Catalogue.ActiveDirectory.RpcBindRefused, detail),
            _ => new Refusal(Catalogue.ActiveDirectory.RpcFault, detail),
        };
    }

    /// <summary>A packet that has no place here.</summary>
    public static Refusal Unexpected(RpcPacket packet) => packet.Type == RpcPacketType.Fault
        ? Read(packet)
        : new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, $"RPC packet of type {(int)packet.Type}");
}
