using System.Globalization;
using Keyway.Contracts;
using Keyway.Contracts.Devices;
using Keyway.Errors;
using Keyway.Server.Tenants;
using Keyway.Server.Tokens.Nonces;
using Keyway.Server.Web;

namespace Keyway.Server.Devices;

/// <summary>
/// <c>GET /EnrollmentServer/nonce/{tenant}/</c>: a nonce for clients that ask for one before they register. No join needs it here: the certificate request is
/// signed by the key that joins, and a key joins once.
/// </summary>
internal static class RegistrationNonceEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/EnrollmentServer/nonce/{authority}/", Issue);

    private static IResult Issue(string authority, HttpContext http, Tenant tenant, ServerNonces nonces, TimeProvider time)
    {
        if (!tenant.Answers(authority))
            return new RefusalReply(ErrorForm.DeviceJoin, Catalogue.Accounts.NotFound);
        http.Response.Headers.CacheControl = "no-store";
        var now = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return Results.Json(
            new RegistrationNonce(new RegistrationNonceStatus("Success", http.TraceIdentifier, now), nonces.Issue(NoncePurpose.DeviceRegistration)),
            ContractsJson.Default.RegistrationNonce);
    }
}
