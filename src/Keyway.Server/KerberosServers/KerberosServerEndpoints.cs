using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.KerberosServers;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Tokens;
using Keyway.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.KerberosServers;

/// <summary><c>/kerberosServers</c>: the publication key, and what is published, compared, checked, explained and removed. What each caller may, says <see cref="KerberosServerAuthority"/>.</summary>
internal static class KerberosServerEndpoints
{
    private const string Address = "/kerberosServers";
    private const int MaximumBody = 256 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var all = endpoints.MapGroup(Address).RequireToken(ErrorForm.Graph, Resources.Provisioning, KerberosServerAuthority.Overseers);
        all.MapGet("", ListAll);

        var read = endpoints.MapGroup(Address).RequireToken(ErrorForm.Graph, Resources.Provisioning, KerberosServerAuthority.Readers);
        read.MapGet("publicationKey", (PublicationKeys keys) => Results.Json(keys.Public(), ContractsJson.Default.PublicationKey));
        read.MapGet("{domain}", List);
        read.MapGet("{domain}/{name}", Get);
        read.MapGet("{domain}/{name}/explanations/{objectGuid:guid}", Explain);

        var write = endpoints.MapGroup(Address).RequireToken(ErrorForm.Graph, Resources.Provisioning, KerberosServerAuthority.Writers).WithMetadata(new RequestSizeLimitAttribute(MaximumBody));
        write.MapPut("{domain}/{name}", PutAsync);
        write.MapPut("{domain}/{name}/drift", PutDriftAsync);
        write.MapDelete("{domain}/{name}", DeleteAsync);
    }

    private static IResult ListAll(KerberosServerService servers) =>
        Results.Json(new GraphList<KerberosServerState>([.. servers.All().Select(State)]), ContractsJson.Default.GraphListKerberosServerState);

    private static IResult List(string domain, HttpContext http, KerberosServerService servers, AccountDirectory accounts) =>
        KerberosServerAuthority.Domain(domain, http, KerberosServerAuthority.Readers).TryGet(out var own, out var refusal)
            ? Results.Json(new KerberosServerList([.. servers.List(own).Select(State)], accounts.IsSynced(own)), ContractsJson.Default.KerberosServerList)
            : Refuse(refusal);

    private static IResult Get(string domain, string name, HttpContext http, KerberosServerService servers)
    {
        if (!KerberosServerAuthority.Domain(domain, http, KerberosServerAuthority.Readers).TryGet(out var own, out var refusal))
            return Refuse(refusal);
        return servers.Find(own, name) is { } server ? Reply(server, http) : Refuse(Catalogue.KerberosServers.ServerNotFound);
    }

    private static IResult Explain(string domain, string name, Guid objectGuid, HttpContext http, TicketExplanations explanations) =>
        KerberosServerAuthority.Domain(domain, http, KerberosServerAuthority.Readers).TryGet(out var own, out var refusal)
            ? Results.Json(explanations.Explain(own, name, objectGuid), ContractsJson.Default.TicketExplanation)
            : Refuse(refusal);

    private static async Task<IResult> PutAsync(string domain, string name, HttpContext http, KerberosServerService servers)
    {
        if (!KerberosServerAuthority.Domain(domain, http, KerberosServerAuthority.Writers).TryGet(out var own, out var refusal)
            || !(await JsonBody.ReadAsync(http.Request, ContractsJson.Default.KerberosServerEnvelope)).TryGet(out var envelope, out refusal)
            || !(await servers.PublishAsync(own, name, envelope.Publication, PublicationCondition.Of(http.Request), Actor(http), http.RequestAborted)).TryGet(out var server, out refusal))
        {
            return Refuse(refusal);
        }

        return Reply(server, http);
    }

    private static async Task<IResult> PutDriftAsync(string domain, string name, HttpContext http, DriftReports reports)
    {
        if (!KerberosServerAuthority.Domain(domain, http, KerberosServerAuthority.Writers).TryGet(out var own, out var refusal)
            || !(await JsonBody.ReadAsync(http.Request, ContractsJson.Default.DriftReport)).TryGet(out var report, out refusal)
            || !(await reports.PutAsync(own, name, report, Actor(http), http.RequestAborted)).TryGet(out var server, out refusal))
        {
            return Refuse(refusal);
        }

        return Reply(server, http);
    }

    private static async Task<IResult> DeleteAsync(string domain, string name, HttpContext http, KerberosServerService servers) =>
        KerberosServerAuthority.Domain(domain, http, KerberosServerAuthority.Writers).TryGet(out var own, out var refusal)
        && (await servers.RemoveAsync(own, name, PublicationCondition.Of(http.Request), Actor(http), http.RequestAborted)).TryGet(out _, out refusal)
            ? Results.NoContent()
            : Refuse(refusal);

    private static IResult Reply(KerberosServer server, HttpContext http)
    {
        http.Response.Headers.ETag = PublicationCondition.EntityTag(server.Version);
        return Results.Json(State(server), ContractsJson.Default.KerberosServerState);
    }

    private static KerberosServerState State(KerberosServer server) =>
        new(server.Name, server.DisplayName, server.Domain, server.BranchId, server.KeyVersion, server.KeyUpdatedOn, server.TicketKeyVersion, server.Version,
            [.. server.AllowedSids.Select(sid => sid.ToString())], [.. server.DeniedSids.Select(sid => sid.ToString())], !server.IsStopped, server.Drift);

    private static Guid? Actor(HttpContext http) => Caller.Of(http).UserId ?? Caller.Of(http).ClientId;

    private static RefusalReply Refuse(Refusal refusal) => new(ErrorForm.Graph, refusal);
}
