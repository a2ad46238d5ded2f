using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;

namespace Keyway.Device.IdentityServer;

/// <summary>Gets the authority of a server by the SHA-256 of its certificate, which somebody trusted has named: the service connection point of the computer's domain.</summary>
internal static class PinnedAuthority
{
    private const string Path = ".well-known/keyway-authority";
    private const int LargestReply = 16 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Asks whoever answers at the address for the certificate, and believes nothing but a CA certificate of that fingerprint.</summary>
    /// <param name="address">The server.</param>
    /// <param name="sha256">Of the authority's DER, hex.</param>
    /// <returns>The trust in that CA and no other. Whether the server is certified by it, the next connection finds out.</returns>
    public static async Task<Result<ServerTrust>> FindAsync(ServerAddress address, string sha256, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(3),
            UseCookies = false,
            MaxResponseHeadersLength = LargestReply / 1024,
#pragma warning disable CA5359 // For this one request, which tells nothing of ours: what comes back is believed for its fingerprint alone, whoever sent it.
            SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
#pragma warning restore CA5359
        };
        using var http = new HttpClient(handler) { Timeout = Patience, MaxResponseContentBufferSize = LargestReply };
        try
        {
            using var reply = await http.GetAsync(address.At(Path), cancellationToken);
            if (reply.StatusCode != HttpStatusCode.OK)
                return new Refusal(Catalogue.Device.AuthorityNotShown, $"{address} answered HTTP {(int)reply.StatusCode}, the domain names {sha256}");
            return Check(await reply.Content.ReadAsByteArrayAsync(cancellationToken), sha256);
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return new Refusal(Catalogue.Device.AuthorityNotShown, $"{address} sent more than {LargestReply} bytes");
        }
        catch (HttpRequestException failure)
        {
            return new Refusal(Catalogue.Device.ServerUnreachable, $"{address}: {(failure.InnerException ?? failure).Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Refusal(Catalogue.Device.ServerUnreachable, $"{address}: no answer in time");
        }
    }

    /// <summary>Whether these bytes are the certificate that was named, and one that may certify others.</summary>
    internal static Result<ServerTrust> Check(ReadOnlySpan<byte> der, string sha256)
    {
        var shown = SHA256.HashData(der);
        if (!CryptographicOperations.FixedTimeEquals(shown, Convert.FromHexString(sha256)))
            return new Refusal(Catalogue.Device.AuthorityNotShown, $"the server shows {Convert.ToHexStringLower(shown)}, the domain names {sha256}");
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            return certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority)
                ? ServerTrust.FromPem(certificate.ExportCertificatePem())
                : new Refusal(Catalogue.Device.AuthorityNotShown, "the certificate that the domain names is not a CA's");
        }
        catch (CryptographicException)
        {
            return new Refusal(Catalogue.Device.AuthorityNotShown, "what the domain names is not a certificate");
        }
    }
}
