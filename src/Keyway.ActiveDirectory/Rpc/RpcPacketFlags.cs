namespace Keyway.ActiveDirectory.Rpc;

/// <summary>Flags of a packet ([C706] 12.6.3.1, [MS-RPCE] 2.2.2.3).</summary>
[Flags]
internal enum RpcPacketFlags : byte
{
    None = 0,
    First = 0x01,
    Last = 0x02,

    /// <summary>In bind and its answer: what is protected covers the headers too.</summary>
    SignsHeaders = 0x04,
}
