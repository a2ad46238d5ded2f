using Keyway.Errors;
using Keyway.Server.Web;

namespace Keyway.Server.Synchronization;

/// <summary>What domains say of their sync, and that silence is noticed.</summary>
internal static class SynchronizationFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<SynchronizationReports>();
        services.AddHostedService<SynchronizationWatch>();
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Provisioning.SyncReportStale, StatusCodes.Status409Conflict));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Provisioning.SyncForeignDomain, StatusCodes.Status403Forbidden));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Provisioning.SyncUnknown, StatusCodes.Status404NotFound));
    }

    public static void Map(IEndpointRouteBuilder endpoints) => SynchronizationEndpoints.Map(endpoints);
}
