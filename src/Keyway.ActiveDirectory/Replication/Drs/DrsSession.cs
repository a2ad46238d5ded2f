using System.Net;
using Keyway.ActiveDirectory.Rpc;
using Keyway.Errors;
using Keyway.Kerberos;

namespace Keyway.ActiveDirectory.Replication.Drs;

/// <summary>A replication session with one domain controller: IDL_DRSBind, IDL_DRSGetNCChanges, IDL_DRSUnbind ([MS-DRSR] 4.1.3, 4.1.10, 4.1.25).</summary>
internal sealed class DrsSession : IDisposable
{
    private const ushort Bind = 0;
    private const ushort Unbind = 1;
    private const ushort GetChanges = 3;
    private const int HandleLength = 20;

    private const DrsCapabilities Needed = DrsCapabilities.Base | DrsCapabilities.StrongEncryption | DrsCapabilities.RequestV8;

    // NTDSAPI_CLIENT_GUID: a client that is no domain controller's own replication ([MS-DRSR] 5.138).
    private static readonly Guid Client = new("e24d201a-4fd6-11d1-a3da-0000f875ae0d");

    private readonly RpcClient _rpc;
    private readonly byte[] _handle;

    private DrsSession(RpcClient rpc, byte[] handle)
    {
        _rpc = rpc;
        _handle = handle;
    }

    /// <summary>With which what the replies hold of secrets is encrypted.</summary>
    public KerberosKey SessionKey => _rpc.SessionKey;

    /// <summary>Connects, proves both sides to each other, and binds.</summary>
    /// <param name="endpoint">The domain controller and the port of its replication.</param>
    /// <param name="ticket">A ticket for the domain controller.</param>
    public static async Task<Result<DrsSession>> OpenAsync(IPEndPoint endpoint, HeldTicket ticket, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!(await RpcClient.OpenSealedAsync(endpoint, RpcInterface.DirectoryReplication, ticket, time, cancellationToken).ConfigureAwait(false)).TryGet(out var rpc, out var refusal))
            return refusal;
        if ((await BindAsync(rpc, cancellationToken).ConfigureAwait(false)).TryGet(out var handle, out refusal))
            return new DrsSession(rpc, handle);
        rpc.Dispose();
        return refusal;
    }

    /// <summary>The secrets of one object.</summary>
    public async Task<Result<ReplicatedSecrets>> ReplicateAsync(GetChangesRequest request, CancellationToken cancellationToken) =>
        (await _rpc.CallAsync(GetChanges, request.Encode(_handle), cancellationToken).ConfigureAwait(false)).TryGet(out var stub, out var refusal)
            ? GetChangesReply.Parse(stub)
            : refusal;

    /// <summary>Gives the handle back, so that the domain controller need not wait for the connection to end. What it answers changes nothing.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken) =>
        await _rpc.CallAsync(Unbind, _handle, cancellationToken).ConfigureAwait(false);

    public void Dispose() => _rpc.Dispose();

    internal static byte[] BindRequest(uint epoch)
    {
        var writer = new StubWriter();
        writer.Pointer();
        writer.Guid(Client);
        writer.Pointer();
        new DrsExtensions(Needed | DrsCapabilities.ReplyV6, epoch).Write(writer);
        return writer.ToArray();
    }

    internal static Result<(DrsExtensions Extensions, byte[] Handle)> ReadBindReply(ReadOnlySpan<byte> stub)
    {
        if (DrsRefusals.OfCall(stub) is { } refused)
            return refused;
        var reader = new StubReader(stub);
        if (!reader.Pointer())
            return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "replication extensions");
        if (!DrsExtensions.Read(ref reader).TryGet(out var extensions, out var refusal))
            return refusal;
        reader.Align(4);
        var handle = reader.Bytes(HandleLength).ToArray();
        reader.Expect(0);
        if (reader.Failed)
            return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "replication handle");
        return extensions.Capabilities.HasFlag(Needed)
            ? (extensions, handle)
            : new Refusal(Catalogue.ActiveDirectory.ReplicationUnsupported, $"capabilities 0x{(uint)extensions.Capabilities:X8}");
    }

    private static async Task<Result<byte[]>> BindAsync(RpcClient rpc, CancellationToken cancellationToken)
    {
        if (!(await rpc.CallAsync(Bind, BindRequest(0), cancellationToken).ConfigureAwait(false)).TryGet(out var stub, out var refusal)
            || !ReadBindReply(stub).TryGet(out var bound, out refusal))
            return refusal;
        if (bound.Extensions.Epoch == 0)
            return bound.Handle;

        // A renamed domain counts its epochs, and speaks only with who names the present one.
        return (await rpc.CallAsync(Bind, BindRequest(bound.Extensions.Epoch), cancellationToken).ConfigureAwait(false)).TryGet(out stub, out refusal)
            && ReadBindReply(stub).TryGet(out bound, out refusal) ? bound.Handle : refusal;
    }
}
