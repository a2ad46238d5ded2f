using Keyway.Contracts;
using Keyway.Contracts.Devices;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Hosting;
using Keyway.Server.Tenants;
using Keyway.Server.Web;

namespace Keyway.Server.Devices;

/// <summary><c>GET /{domain or tenant}/Discover</c>: what a computer must know before it joins. Public, as the vendor's is.</summary>
internal static class DiscoveryEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/{authority}/Discover", Discover);

    private static IResult Discover(string authority, Tenant tenant, ServerOptions options)
    {
        if (!tenant.Answers(authority))
            return new RefusalReply(ErrorForm.Graph, Catalogue.Accounts.NotFound);

        // Absolute addresses: a client falls back to the vendor's host for those that it does not find here. What is not offered and has no address is left out.
        return Results.Json(
            new TenantDiscovery(
                new DeviceJoinService($"{options.DeviceOrigin}/EnrollmentServer/device/", Resources.DeviceRegistration, "2.0"),
                new AuthenticationService(new AuthenticationServiceOAuth2($"{options.Origin}/{tenant.Id}/oauth2/token")),
                new TenantInfo(tenant.Id, tenant.Name),
                new KeywayService(options.EffectiveRelyingPartyId, options.Origin, options.DeviceOrigin),
                new DiscoveryService($"{options.Origin}/{tenant.Id}/Discover", "1.9"),
                new IdentityProviderService(Federated: false),
                new KeyProvisioningService($"{options.DeviceOrigin}/EnrollmentServer/key/", Resources.DeviceRegistration, "1.0"),
                new NonceService($"{options.DeviceOrigin}/EnrollmentServer/nonce/{tenant.Id}/", Resources.DeviceRegistration, "1.0")),
            ContractsJson.Default.TenantDiscovery);
    }
}
