using Keyway.Errors;
using Keyway.Server.Web;

namespace Keyway.Server.Audit;

/// <summary>What changed.</summary>
internal static class AuditFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<AuditLog>();
        services.AddSingleton<AuditQueries>();
        services.AddSingleton<AuditExport>();
        services.AddHostedService<AuditHeadLog>();
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Audit.QueryRefused, StatusCodes.Status400BadRequest));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Audit.CursorInvalid, StatusCodes.Status400BadRequest));
    }

    public static void Map(IEndpointRouteBuilder endpoints) => AuditEndpoints.Map(endpoints);
}
