using System.Net;
using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Keyway.Server.Hosting;

/// <summary>Where the server listens, with which certificate, and how much of a stranger's time and bytes it accepts.</summary>
internal static class KestrelSettings
{
    /// <summary>Largest body of an endpoint that does not say otherwise, in bytes. SCIM's bulk endpoint raises its own.</summary>
    public const int LargestBody = 64 * 1024;

    public static void Apply(WebApplicationBuilder builder, ServerOptions options, ServerCertificate certificate)
    {
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxConcurrentConnections = 20_000;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxRequestLineSize = 4 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(120);
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
            if (options.Listen is { } address)
                kestrel.Listen(address, listen => UseHttps(listen, certificate));
            else if (options.Url.IsLoopback && !IPAddress.TryParse(options.Url.Host, out _))
                kestrel.ListenLocalhost(options.Url.Port, listen => UseHttps(listen, certificate));
            else if (IPAddress.TryParse(options.Url.Host.Trim('[', ']'), out var literal))
                kestrel.Listen(literal, options.Url.Port, listen => UseHttps(listen, certificate));
            else
                kestrel.ListenAnyIP(options.Url.Port, listen => UseHttps(listen, certificate));
        });
    }

    private static void UseHttps(ListenOptions listen, ServerCertificate certificate) => listen.UseHttps(new HttpsConnectionAdapterOptions
    {
        ServerCertificate = certificate.Leaf,
        ServerCertificateChain = certificate.Chain,
        SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        HandshakeTimeout = TimeSpan.FromSeconds(10),
    });
}
