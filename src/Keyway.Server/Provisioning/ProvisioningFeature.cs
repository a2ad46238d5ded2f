namespace Keyway.Server.Provisioning;

/// <summary>SCIM 2.0.</summary>
internal static class ProvisioningFeature
{
    public static void AddServices(IServiceCollection services) => _ = services;

    public static void Map(IEndpointRouteBuilder endpoints) => _ = endpoints;
}
