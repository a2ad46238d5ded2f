using System.Net;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;

namespace Keyway.Connect.IdentityServer;

/// <summary>What the server is told, and knows, of a domain's sync: <c>/synchronization/{domain}</c>.</summary>
internal sealed class ScimApiReports(ServerSession session, string domain)
{
    private readonly string _path = ServerAddress.Path("synchronization", domain);

    /// <summary>What the server knows; null from a server that keeps no such record, or has none of this domain yet.</summary>
    public async Task<Result<KnownSynchronization>> ReadAsync(CancellationToken cancellationToken)
    {
        var call = new ServerCall(HttpMethod.Get, _path, Idempotent: true);
        if (!(await session.SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        if (reply.Status == HttpStatusCode.NotFound)
            return new KnownSynchronization(null);
        if (!reply.IsSuccess)
            return ServerRefusals.Of(call, reply, Catalogue.Connect.ServerSignInRefused);
        return ContractsJson.TryRead(reply.Body, ContractsJson.Default.SynchronizationState, out var state)
            ? new KnownSynchronization(state)
            : new Refusal(Catalogue.Connect.ServerAnswerMalformed, "state of the synchronization");
    }

    /// <summary>Reports a cycle. False from a server that keeps no such record.</summary>
    public async Task<Result<bool>> WriteAsync(SynchronizationReport report, CancellationToken cancellationToken)
    {
        var call = new ServerCall(HttpMethod.Put, _path, Idempotent: true) { Body = JsonSerializer.SerializeToUtf8Bytes(report, ContractsJson.Default.SynchronizationReport) };
        if (!(await session.SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        if (reply.Status == HttpStatusCode.NotFound)
            return false;
        return reply.IsSuccess ? true : ServerRefusals.Of(call, reply, Catalogue.Connect.ServerSignInRefused);
    }
}
