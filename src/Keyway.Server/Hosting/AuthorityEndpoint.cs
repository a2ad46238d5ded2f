using Keyway.Errors;
using Keyway.Server.Web;

namespace Keyway.Server.Hosting;

/// <summary>
/// <c>GET /.well-known/keyway-authority</c>: the certificate of the CA that certifies this server, which a TLS handshake leaves out. For whoever has its fingerprint from
/// somebody trusted, such as a domain's service connection point; by itself it proves nothing. Public, on both listeners.
/// </summary>
internal static class AuthorityEndpoint
{
    public const string Path = "/.well-known/keyway-authority";

    public static void AddServices(IServiceCollection services, ServerCertificate certificate)
    {
        services.AddSingleton(certificate);
        services.AddSingleton(new RefusalOnTheWire(Catalogue.ServerConfiguration.AuthorityNotInChain, StatusCodes.Status404NotFound));
    }

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(Path, (HttpContext http, ServerCertificate certificate) =>
        {
            if (certificate.Authority is not { } der)
                return new RefusalReply(ErrorForm.Graph, Catalogue.ServerConfiguration.AuthorityNotInChain);
            http.Response.Headers.CacheControl = "public, max-age=300";
            return Results.Bytes(der, "application/pkix-cert");
        });
}
