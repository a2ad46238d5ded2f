using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Keyway.Server.Hosting;

/// <summary>
/// The listener for devices: it asks for a client certificate in the first handshake (there are clients without post-handshake authentication) and takes any or
/// none. Which one is a device's, <see cref="Devices.DeviceRegistry"/> says at each request. It has a port of its own so that no browser asks its user for a certificate.
/// </summary>
internal sealed class DeviceListener
{
    private static readonly DeviceListener Here = new();

    private DeviceListener()
    {
    }

    public static void Use(ListenOptions listen, ServerCertificate certificate)
    {
        var https = KestrelSettings.Https(certificate);
        https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
        https.ClientCertificateValidation = (_, _, _) => true;
        https.OnAuthenticate = (_, handshake) =>
        {
            // A chain is built before anybody is asked: without this a stranger's certificate would make the server fetch what its addresses point to.
            handshake.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            };
            // Each handshake proves the key anew.
            handshake.AllowTlsResume = false;
        };
        listen.Use(next => connection =>
        {
            connection.Features.Set(Here);
            return next(connection);
        });
        listen.UseHttps(https);
    }

    /// <summary>Shows devices what is theirs and nothing else: pages and administration have one origin.</summary>
    public static Task Middleware(HttpContext http, RequestDelegate next)
    {
        if (!Took(http) || IsForDevices(http.Request.Path))
            return next(http);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>Whether the request came to this listener, and not to the main one.</summary>
    public static bool Took(HttpContext http) => http.Features.Get<DeviceListener>() is not null;

    private static bool IsForDevices(PathString path) =>
        path.StartsWithSegments("/EnrollmentServer") || path == "/health" || path == AuthorityEndpoint.Path || path.Value!.EndsWith("/Discover", StringComparison.OrdinalIgnoreCase);
}
