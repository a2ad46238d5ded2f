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

/// <summary><c>/kerberosServers</c>: the publication key, and what each domain's connector publishes, compares and removes.</summary>
internal static class KerberosServerEndpoints
{
    private const int MaximumBody = 256 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/kerberosServers").RequireToken(ErrorForm.Graph, Resources.Provisioning, Role.Connector, Role.GlobalAdministrator);
        group.MapGet("publicationKey", (PublicationKeys keys) => Results.Json(keys.Public(), ContractsJson.Default.PublicationKey));
        group.MapGet("{domain}", (string domain, HttpContext http, KerberosServerService servers) => List(domain, http, servers));
        group.MapGet("{domain}/{name}", (string domain, string name, HttpContext http, KerberosServerService servers) => Get(domain, name, http, servers));
        group.MapPut("{domain}/{name}", (string domain, string name, HttpContext http, KerberosServerService servers) => PutAsync(domain, name, http, servers))
            .WithMetadata(new RequestSizeLimitAttribute(MaximumBody));
        group.MapDelete("{domain}/{name}", (string domain, string name, HttpContext http, KerberosServerService servers) => DeleteAsync(domain, name, http, servers));
    }

    private static IResult List(string domain, HttpContext http, KerberosServerService servers)
    {
        if (!OwnDomain(domain, http).TryGet(out var own, out var refusal))
            return Refuse(refusal);
        return Results.Json(new GraphList<KerberosServerState>([.. servers.List(own).Select(State)]), ContractsJson.Default.GraphListKerberosServerState);
    }

    private static IResult Get(string domain, string name, HttpContext http, KerberosServerService servers)
    {
        if (!OwnDomain(domain, http).TryGet(out var own, out var refusal))
            return Refuse(refusal);
        return servers.Find(own, name) is { } server
            ? Results.Json(State(server), ContractsJson.Default.KerberosServerState)
            : Refuse(Catalogue.KerberosServers.ServerNotFound);
    }

    private static async Task<IResult> PutAsync(string domain, string name, HttpContext http, KerberosServerService servers)
    {
        if (!OwnDomain(domain, http).TryGet(out var own, out var refusal))
            return Refuse(refusal);

        // An administrator has no domain, and so no key of one.
        if (Caller.Of(http).Domain is null)
            return Refuse(Catalogue.KerberosServers.ForeignDomain);
        if (!(await JsonBody.ReadAsync(http.Request, ContractsJson.Default.KerberosServerEnvelope)).TryGet(out var envelope, out refusal))
            return Refuse(refusal);
        return (await servers.PublishAsync(own, name, envelope.Publication, Actor(http), http.RequestAborted)).TryGet(out var server, out refusal)
            ? Results.Json(State(server), ContractsJson.Default.KerberosServerState)
            : Refuse(refusal);
    }

    private static async Task<IResult> DeleteAsync(string domain, string name, HttpContext http, KerberosServerService servers)
    {
        if (!OwnDomain(domain, http).TryGet(out var own, out var refusal))
            return Refuse(refusal);
        return (await servers.RemoveAsync(own, name, Actor(http), http.RequestAborted)).TryGet(out _, out refusal) ? Results.NoContent() : Refuse(refusal);
    }

    // A connector has its own domain; an administrator may look at, and clear away, what any left.
    private static Result<string> OwnDomain(string domain, HttpContext http)
    {
        var caller = Caller.Of(http);
        if (DomainName.Normalise(domain) is not { } normal)
            return Catalogue.KerberosServers.ServerNotFound;
        var administrator = caller.Domain is null && caller.Roles.Contains(Role.GlobalAdministrator);
        return administrator || caller.Domain == normal ? normal : Catalogue.KerberosServers.ForeignDomain;
    }

    private static KerberosServerState State(KerberosServer server) =>
        new(server.Name, server.DisplayName, server.Domain, server.BranchId, server.KeyVersion, server.KeyUpdatedOn, server.TicketKeyVersion, server.Version,
            [.. server.AllowedSids.Select(sid => sid.ToString())], [.. server.DeniedSids.Select(sid => sid.ToString())], IsMinting: true);

    private static Guid? Actor(HttpContext http) => Caller.Of(http).UserId ?? Caller.Of(http).ClientId;

    private static RefusalReply Refuse(Refusal refusal) => new(ErrorForm.Graph, refusal);
}
