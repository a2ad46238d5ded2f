using Keyway.Errors;
using Keyway.Server.Web;

namespace Keyway.Server.DeviceManagement;

/// <summary>Device management (OMA-DM): what administrators set, how devices enrol and fetch it, and how they stand.</summary>
internal static class DeviceManagementFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<ManagementProfiles>();
        services.AddSingleton<EffectiveSettings>();
        services.AddSingleton<ManagementSessions>();
        services.AddSingleton<ManagedDevices>();
        services.AddSingleton(new RefusalOnTheWire(Catalogue.DeviceManagement.MediaTypeWrong, StatusCodes.Status415UnsupportedMediaType));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.DeviceManagement.NotEnrolled, StatusCodes.Status409Conflict));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.DeviceManagement.SessionUnknown, StatusCodes.Status409Conflict));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.DeviceManagement.SenderForeign, StatusCodes.Status403Forbidden));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.DeviceManagement.ProfileChangedMeanwhile, StatusCodes.Status412PreconditionFailed));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.DeviceManagement.TargetUnknown, StatusCodes.Status404NotFound));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.DeviceManagement.DeviceNotEnrolled, StatusCodes.Status404NotFound));
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        ManagementEndpoints.Map(endpoints);
        ProfileEndpoints.Map(endpoints);
    }
}
