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
            Bind(kestrel, options.Listen, options.Url, listen => UseHttps(listen, certificate));
            // The second, and not before: whoever reports a failed start tells them apart by how many addresses are bound.
            Bind(kestrel, options.DeviceListen, options.DeviceUrl!, listen => DeviceListener.Use(listen, certificate));
        });
    }

    private static void Bind(KestrelServerOptions kestrel, IPEndPoint? address, Uri url, Action<ListenOptions> use)
    {
        if (address is not null)
            kestrel.Listen(address, use);
        else if (url.IsLoopback && !IPAddress.TryParse(url.Host, out _))
            kestrel.ListenLocalhost(url.Port, use);
        else if (IPAddress.TryParse(url.Host.Trim('[', ']'), out var literal))
            kestrel.Listen(literal, url.Port, use);
        else
            kestrel.ListenAnyIP(url.Port, use);
    }

    /// <summary>TLS as both listeners speak it.</summary>
    public static HttpsConnectionAdapterOptions Https(ServerCertificate certificate) => new()
    {
        ServerCertificate = certificate.Leaf,
        ServerCertificateChain = certificate.Chain,
        SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        HandshakeTimeout = TimeSpan.FromSeconds(10),
    };

    private static void UseHttps(ListenOptions listen, ServerCertificate certificate) => listen.UseHttps(Https(certificate));
}
