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

    private static string Path(string domain, string name) => ServerAddress.Path("kerberosServers", domain, name);

    private async Task<Result<ServerReply>> SendAsync(ServerCall call, CancellationToken cancellationToken)
    {
        if (!(await session.SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        return reply.IsSuccess ? reply : ServerRefusals.Of(call, reply, Catalogue.Connect.ServerSignInRefused);
    }
}
