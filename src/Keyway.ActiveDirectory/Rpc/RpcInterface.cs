namespace Keyway.ActiveDirectory.Rpc;

/// <summary>An interface, or a transfer syntax, of DCE/RPC.</summary>
internal readonly record struct RpcInterface(Guid Id, ushort Major, ushort Minor)
{
    /// <summary>The endpoint mapper ([C706] appendix O).</summary>
    public static readonly RpcInterface EndpointMapper = new(new Guid("e1af8308-5d1f-11c9-91a4-08002b14a0fa"), 3, 0);

    /// <summary>Directory replication ([MS-DRSR] 1.9).</summary>
    public static readonly RpcInterface DirectoryReplication = new(new Guid("e3514235-4b06-11d1-ab04-00c04fc2dcd2"), 4, 0);

    /// <summary>How arguments are written: NDR 2.0, 32 bit.</summary>
    public static readonly RpcInterface Ndr = new(new Guid("8a885d04-1ceb-11c9-9fe8-08002b104860"), 2, 0);
}
