using Keyway.Server.Web;

namespace Keyway.Server.Devices;

/// <summary>For programs that know devices by their certificates alone, such as a network's door: the authority's certificate and its revocation list. Public.</summary>
internal static class RevocationEndpoints
{
    /// <summary>Where device certificates say that the list is.</summary>
    public const string ListPath = "/EnrollmentServer/crl";

    private const string AuthorityPath = "/EnrollmentServer/authority";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(ListPath, async (HttpContext http, DeviceRevocationList list) =>
            (await list.CurrentAsync(http.RequestAborted)).TryGet(out var der, out var refusal)
                ? Results.Bytes(der, "application/pkix-crl")
                : new RefusalReply(ErrorForm.DeviceJoin, refusal));
        endpoints.MapGet(AuthorityPath, (DeviceAuthority authority) => Results.Bytes(authority.Certificate.ToArray(), "application/pkix-cert"));
    }
}
