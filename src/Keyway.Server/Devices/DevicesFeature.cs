using Keyway.Errors;
using Keyway.Server.Web;

namespace Keyway.Server.Devices;

/// <summary>Computers: how they find the tenant, join, are recognised, disabled and deleted.</summary>
internal static class DevicesFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton(DevicePolicy.Default);
        services.AddSingleton<DeviceAuthority>();
        services.AddSingleton<DeviceRegistry>();
        services.AddSingleton<DeviceService>();
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Devices.DeviceUnknown, StatusCodes.Status400BadRequest, "invalid_grant", 50155));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Devices.DeviceDisabled, StatusCodes.Status400BadRequest, "invalid_grant", 135011));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Devices.CertificateExpired, StatusCodes.Status400BadRequest, "invalid_grant", 50155));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Devices.DeviceNotFound, StatusCodes.Status404NotFound));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Devices.KeyReused, StatusCodes.Status409Conflict));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Devices.QuotaReached, StatusCodes.Status403Forbidden));
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        DiscoveryEndpoint.Map(endpoints);
        JoinEndpoint.Map(endpoints);
        DeviceEndpoints.Map(endpoints);
    }
}
