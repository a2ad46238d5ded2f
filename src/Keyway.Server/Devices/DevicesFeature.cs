using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Web;

namespace Keyway.Server.Devices;

/// <summary>Computers: how they find the tenant, join, are recognised, disabled and deleted.</summary>
internal static class DevicesFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<DevicePolicies>();
        services.AddSingleton<DeviceAuthority>();
        services.AddSingleton<DeviceRevocationList>();
        services.AddSingleton<CloudJoins>();
        services.AddSingleton<HybridJoins>();
        services.AddSingleton<DeviceRenewals>();
        services.AddSingleton<DeviceRegistry>();
        services.AddSingleton<DeviceCredential>();
        services.AddSingleton<DeviceService>();
        services.AddSingleton<IPersonRecords, OwnerRecords>();
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Devices.DeviceUnknown, StatusCodes.Status400BadRequest, "invalid_grant", 50155));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Devices.DeviceDisabled, StatusCodes.Status400BadRequest, "invalid_grant", 135011));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Devices.CertificateExpired, StatusCodes.Status400BadRequest, "invalid_grant", 50155));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Devices.CertificateReplaced, StatusCodes.Status400BadRequest, "invalid_grant", 50155));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Devices.DeviceNotFound, StatusCodes.Status404NotFound));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Devices.KeyReused, StatusCodes.Status409Conflict));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Devices.QuotaReached, StatusCodes.Status403Forbidden));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Devices.DeviceNotProven, StatusCodes.Status403Forbidden));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Devices.RenewedTooOften, StatusCodes.Status429TooManyRequests));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Devices.JoinNotAllowed, StatusCodes.Status403Forbidden));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Devices.ComputerNotSynced, StatusCodes.Status400BadRequest, JoinCode: "DirectoryError"));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Devices.ProofSpent, StatusCodes.Status409Conflict));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Devices.IdTaken, StatusCodes.Status409Conflict));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Devices.OtherDevice, StatusCodes.Status403Forbidden));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Devices.KeysNotOffered, StatusCodes.Status501NotImplemented));
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        DiscoveryEndpoint.Map(endpoints);
        RegistrationNonceEndpoint.Map(endpoints);
        JoinEndpoint.Map(endpoints);
        HybridJoinEndpoint.Map(endpoints);
        OwnDeviceEndpoints.Map(endpoints);
        KeyEndpoint.Map(endpoints);
        RevocationEndpoints.Map(endpoints);
        DeviceEndpoints.Map(endpoints);
        DevicePolicyEndpoints.Map(endpoints);
    }
}
