using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Provisioning.Bulk;
using Keyway.Server.Provisioning.Computers;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.Provisioning;

/// <summary>SCIM 2.0 (RFC 7643, RFC 7644): how people and groups come in, from domains through their connectors and from administrators.</summary>
internal static class ProvisioningFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<ProvisioningAlarms>();
        services.AddSingleton<UserProvisioning>();
        services.AddSingleton<GroupAudit>();
        services.AddSingleton<GroupProvisioning>();
        services.AddSingleton<DirectorySearch>();
        services.AddSingleton<ScimResources>();
        services.AddSingleton<ScimRefusals>();
        services.AddSingleton<UserEndpoints>();
        services.AddSingleton<ComputerProvisioning>();
        services.AddSingleton<GroupEndpoints>();
        services.AddSingleton<ComputerEndpoints>();
        services.AddSingleton<BulkEndpoint>();
        services.AddSingleton<ServiceMetadata>();
        AddStatus(services, StatusCodes.Status403Forbidden, Catalogue.Provisioning.ManagedElsewhere, Catalogue.Provisioning.ExtensionRefused, Catalogue.Provisioning.MemberRefused, Catalogue.Provisioning.LastAdministrator);
        AddStatus(services, StatusCodes.Status404NotFound, Catalogue.Provisioning.ResourceNotFound);
        AddStatus(
            services, StatusCodes.Status409Conflict, Catalogue.Provisioning.AnchorTaken, Catalogue.Provisioning.SidTaken, Catalogue.Provisioning.SoftMatchRefused, Catalogue.Provisioning.BulkIdUnresolved);
        AddStatus(services, StatusCodes.Status412PreconditionFailed, Catalogue.Provisioning.VersionMismatch);
        AddStatus(services, StatusCodes.Status413PayloadTooLarge, Catalogue.Provisioning.BulkTooLarge);
        AddStatus(services, StatusCodes.Status415UnsupportedMediaType, Catalogue.Provisioning.MediaTypeRefused);
        AddStatus(services, StatusCodes.Status501NotImplemented, Catalogue.Provisioning.NotServed);
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var read = endpoints.MapGroup("/scim/v2")
            .RequireToken(ErrorForm.Scim, Resources.Provisioning, Role.Connector, Role.GlobalAdministrator, Role.Reader)
            .AddEndpointFilter(RequireAuthority);
        var write = endpoints.MapGroup("/scim/v2")
            .RequireToken(ErrorForm.Scim, Resources.Provisioning, Role.Connector, Role.GlobalAdministrator)
            .AddEndpointFilter(RequireAuthority);
        UserEndpoints.Map(read, write);
        GroupEndpoints.Map(read, write);
        ComputerEndpoints.Map(read, write);
        BulkEndpoint.Map(write);
        ServiceMetadata.Map(read);
        // RFC 7644 3.11 wants this status of a server that knows no such alias; a search over all types at once is not offered either.
        read.Map("Me", NotServed);
        read.Map(".search", NotServed);
    }

    // What every endpoint may rely on: an authority, and a projection that can be read before anything is written.
    private static async ValueTask<object?> RequireAuthority(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (ScimAuthority.Of(Caller.Of(context.HttpContext)) is null)
            return new ScimRefusalReply(Catalogue.Accounts.Forbidden);
        return Projection.Parse(context.HttpContext.Request.Query).TryGet(out _, out var refusal) ? await next(context) : new ScimRefusalReply(refusal);
    }

    private static ScimRefusalReply NotServed() => new(Catalogue.Provisioning.NotServed);

    private static void AddStatus(IServiceCollection services, int status, params ReadOnlySpan<KeywayError> errors)
    {
        foreach (var error in errors)
            services.AddSingleton(new RefusalOnTheWire(error, status));
    }
}
