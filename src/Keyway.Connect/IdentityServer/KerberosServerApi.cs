using System.Globalization;
using System.Net;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.IdentityServer;

/// <summary>The server's side of Kerberos servers: <c>/kerberosServers</c>.</summary>
internal sealed class KerberosServerApi(ServerSession session)
{
    public async Task<Result<PublicationKeyHolder>> ReadPublicationKeyAsync(CancellationToken cancellationToken)
    {
        var call = new ServerCall(HttpMethod.Get, "kerberosServers/publicationKey", Idempotent: true);
        return (await SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal) ? ServerAnswers.PublicationKey(reply.Body) : refusal;
    }

    /// <summary>What the server holds, or nothing.</summary>
    public async Task<Result<ServerSide>> ReadAsync(string domain, string name, CancellationToken cancellationToken)
    {
        var call = new ServerCall(HttpMethod.Get, Path(domain, name), Idempotent: true);
        if (!(await session.SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        if (reply.Status == HttpStatusCode.NotFound)
            return ServerSide.Nothing;
        if (!reply.IsSuccess)
            return ServerRefusals.Of(call, reply, Catalogue.Connect.ServerSignInRefused);
        return ServerAnswers.KerberosServer(reply.Body).TryGet(out var state, out refusal) ? new ServerSide(state) : refusal;
    }

    /// <summary>All of a domain, and whether the domain was synced.</summary>
    public async Task<Result<PublishedServers>> ListAsync(string domain, CancellationToken cancellationToken)
    {
        var call = new ServerCall(HttpMethod.Get, ServerAddress.Path("kerberosServers", domain), Idempotent: true);
        if (!(await SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        return ServerAnswers.KerberosServers(reply.Body).TryGet(out var list, out refusal) ? new PublishedServers(list.DomainIsSynced, list.Value, reply.Date) : refusal;
    }

    /// <summary>
    /// Hands over a sealed publication, once: the server takes each only one time (<c>KW4032</c> when the connection breaks before the answer),
    /// and only when nobody else published since (<c>KW4044</c>).
    /// </summary>
    /// <param name="since">The state that was read before, whose place this takes; null when the server held nothing.</param>
    public async Task<Result<KerberosServerState>> PublishAsync(string domain, string name, KerberosServerEnvelope envelope, KerberosServerState? since, CancellationToken cancellationToken)
    {
        var call = new ServerCall(HttpMethod.Put, Path(domain, name), Idempotent: false)
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(envelope, ContractsJson.Default.KerberosServerEnvelope),
            IfMatch = since?.Version.ToString(CultureInfo.InvariantCulture),
            OnlyIfNew = since is null,
        };
        if (!(await session.SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        if (reply.Status == HttpStatusCode.PreconditionFailed)
            return Catalogue.Connect.PublishedMeanwhile;
        return reply.IsSuccess ? ServerAnswers.KerberosServer(reply.Body) : ServerRefusals.Of(call, reply, Catalogue.Connect.ServerSignInRefused);
    }

    /// <summary>True when there was one to remove.</summary>
    public async Task<Result<bool>> RemoveAsync(string domain, string name, CancellationToken cancellationToken)
    {
        var call = new ServerCall(HttpMethod.Delete, Path(domain, name), Idempotent: true);
        if (!(await session.SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        if (reply.Status == HttpStatusCode.NotFound)
            return false;
        return reply.IsSuccess ? true : ServerRefusals.Of(call, reply, Catalogue.Connect.ServerSignInRefused);
    }

    /// <summary>Hands over what was sealed elsewhere, once only and whatever is there: it cannot be sealed anew here (<c>KW4032</c> when the connection breaks before the answer).</summary>
    public async Task<Result<KerberosServerState>> PublishBundleAsync(PublicationBundle bundle, CancellationToken cancellationToken)
    {
        var call = new ServerCall(HttpMethod.Put, Path(bundle.DomainDnsName, bundle.Name), Idempotent: false)
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(new KerberosServerEnvelope(bundle.Publication), ContractsJson.Default.KerberosServerEnvelope),
        };
        return (await SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal) ? ServerAnswers.KerberosServer(reply.Body) : refusal;
    }

    /// <summary>Reports a check; the state as it is after it. A report that was overtaken by a publication is answered with nothing.</summary>
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

    /// <summary>The server's rules, one by one, as they stand for a person.</summary>
    /// <param name="anchor">The person's objectGUID.</param>
    public async Task<Result<TicketExplanation>> ExplainAsync(string domain, string name, Guid anchor, CancellationToken cancellationToken)
    {
        var call = new ServerCall(HttpMethod.Get, ServerAddress.Path("kerberosServers", domain, name, "explanations", anchor.ToString("D")), Idempotent: true);
        return (await SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal) ? ServerAnswers.Explanation(reply.Body, anchor) : refusal;
    }

    private static string Path(string domain, string name) => ServerAddress.Path("kerberosServers", domain, name);

    private async Task<Result<ServerReply>> SendAsync(ServerCall call, CancellationToken cancellationToken)
    {
        if (!(await session.SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        return reply.IsSuccess ? reply : ServerRefusals.Of(call, reply, Catalogue.Connect.ServerSignInRefused);
    }
}
