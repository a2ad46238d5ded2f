namespace Keyway.ActiveDirectory.Rpc;

/// <summary>Kinds of packets of connection-oriented DCE/RPC ([C706] 12.6, [MS-RPCE] 2.2.2).</summary>
internal enum RpcPacketType : byte
{
    Request = 0,
    Response = 2,
    Fault = 3,
    Bind = 11,
    BindAcknowledged = 12,
    BindRefused = 13,

    /// <summary>The last token of an authentication with an odd number of them.</summary>
    Auth3 = 16,
}
