using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Tokens;
using Keyway.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Synchronization;

/// <summary><c>/synchronization</c>: a domain's connector reports its cycles; it and administrators look at them.</summary>
internal static class SynchronizationEndpoints
{
    private const string Address = "/synchronization";
    private const int MaximumBody = 4096;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var people = endpoints.MapGroup(Address).RequireToken(ErrorForm.Graph, Resources.Provisioning, Role.GlobalAdministrator, Role.HybridIdentityAdministrator, Role.Reader);
        people.MapGet("", (SynchronizationReports reports) =>
            Results.Json(new GraphList<SynchronizationState>(reports.All()), ContractsJson.Default.GraphListSynchronizationState));

        var read = endpoints.MapGroup(Address)
            .RequireToken(ErrorForm.Graph, Resources.Provisioning, Role.Connector, Role.GlobalAdministrator, Role.HybridIdentityAdministrator, Role.Reader);
        read.MapGet("{domain}", Get);

        var connector = endpoints.MapGroup(Address).RequireToken(ErrorForm.Graph, Resources.Provisioning, Role.Connector).WithMetadata(new RequestSizeLimitAttribute(MaximumBody));
        connector.MapPut("{domain}", PutAsync);

        var administrator = endpoints.MapGroup(Address).RequireToken(ErrorForm.Graph, Resources.Provisioning, Role.GlobalAdministrator);
        administrator.MapDelete("{domain}", DeleteAsync);
    }

    private static IResult Get(string domain, HttpContext http, SynchronizationReports reports)
    {
        var caller = Caller.Of(http);
        if (DomainName.Normalise(domain) is not { } normal)
            return Refuse(Catalogue.Provisioning.SyncUnknown);
        // A person's only role may be a connector's, which is no person's.
        if (caller.ClientId is null ? caller.Roles.All(role => role == Role.Connector) : caller.Domain != normal)
            return Refuse(Catalogue.Provisioning.SyncForeignDomain);
        return reports.State(normal) is { } state ? Results.Json(state, ContractsJson.Default.SynchronizationState) : Refuse(Catalogue.Provisioning.SyncUnknown);
    }

    private static async Task<IResult> PutAsync(string domain, HttpContext http, SynchronizationReports reports)
    {
        var caller = Caller.Of(http);
        if (caller.ClientId is null || caller.Domain is null || caller.Domain != DomainName.Normalise(domain))
            return Refuse(Catalogue.Provisioning.SyncForeignDomain);
        if (!(await JsonBody.ReadAsync(http.Request, ContractsJson.Default.SynchronizationReport)).TryGet(out var report, out var refusal))
            return Refuse(refusal);
        return (await reports.PutAsync(caller.Domain, report, caller.ClientId, http.RequestAborted)).TryGet(out var state, out refusal)
            ? Results.Json(state, ContractsJson.Default.SynchronizationState)
            : Refuse(refusal);
    }

    private static async Task<IResult> DeleteAsync(string domain, HttpContext http, SynchronizationReports reports) =>
        DomainName.Normalise(domain) is not { } normal ? Refuse(Catalogue.Provisioning.SyncUnknown)
        : (await reports.ForgetAsync(normal, Caller.Of(http).UserId, http.RequestAborted)).TryGet(out _, out var refusal) ? Results.NoContent()
        : Refuse(refusal);

    private static RefusalReply Refuse(Refusal refusal) => new(ErrorForm.Graph, refusal);
}
