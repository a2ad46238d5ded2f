using System.Net;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.IdentityServer;

/// <summary>What a check needs of the identity server: what was published, and whom to tell what was found.</summary>
internal sealed class DriftApi(ServerSession session)
{
    /// <summary>Every Kerberos server that the server knows of a domain.</summary>
    public async Task<Result<KerberosServerList>> ListAsync(string domain, CancellationToken cancellationToken)
    {
        var call = new ServerCall(HttpMethod.Get, ServerAddress.Path("kerberosServers", domain), Idempotent: true);
        if (!(await session.SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        if (!reply.IsSuccess)
            return ServerRefusals.Of(call, reply, Catalogue.Connect.ServerSignInRefused);
        return ContractsJson.TryRead(reply.Body, ContractsJson.Default.KerberosServerList, out var list) && list.Value.All(state => state is { CloudId: > 0 and <= 65535 })
            ? list
            : new Refusal(Catalogue.Connect.ServerAnswerMalformed, "list of Kerberos servers");
    }

    /// <summary>Reports a check; the state as it is after it. A report that was overtaken by a publication is answered with null.</summary>
    public async Task<Result<ServerSide>> ReportAsync(string domain, string name, DriftReport report, CancellationToken cancellationToken)
    {
        var call = new ServerCall(HttpMethod.Put, ServerAddress.Path("kerberosServers", domain, name, "drift"), Idempotent: true)
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(report, ContractsJson.Default.DriftReport),
        };
        if (!(await session.SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        if (reply.IsSuccess)
            return ServerAnswers.KerberosServer(reply.Body).TryGet(out var state, out refusal) ? new ServerSide(state) : refusal;
        return reply.Status is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed
            ? ServerSide.Nothing
            : ServerRefusals.Of(call, reply, Catalogue.Connect.ServerSignInRefused);
    }
}
