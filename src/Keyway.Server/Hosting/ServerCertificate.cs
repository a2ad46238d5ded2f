using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;

namespace Keyway.Server.Hosting;

/// <summary>The certificate that the server shows: the operator's own, or one by a CA that the server makes for itself.</summary>
/// <param name="Leaf">With its private key.</param>
/// <param name="Chain">What is sent beside it.</param>
/// <param name="Authority">The DER of the CA that certifies it, which no handshake sends; null when the operator's chain ends before it.</param>
internal sealed record ServerCertificate(X509Certificate2 Leaf, X509Certificate2Collection Chain, byte[]? Authority)
{
    public static Result<ServerCertificate> OpenOrCreate(ServerOptions options, DateTimeOffset now)
    {
        try
        {
            if (options is { TlsCertificate: { } certificate, TlsKey: { } key })
            {
                var own = Read(certificate, key);
                return own with { Authority = Root(own.Chain) };
            }

            var authority = new OwnAuthority(options.TlsDirectory, options.Url.IdnHost);
            authority.Refresh(now);
            using var root = X509CertificateLoader.LoadCertificateFromFile(authority.AuthorityPath);
            return Read(authority.LeafPath, authority.LeafKeyPath) with { Authority = root.RawData };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return new Refusal(Catalogue.ServerConfiguration.TlsUnreadable, failure.Message);
        }
    }

    private static ServerCertificate Read(string certificate, string key)
    {
        var leaf = X509Certificate2.CreateFromPemFile(certificate, key);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(certificate);
        foreach (var own in chain.Where(link => link.Thumbprint == leaf.Thumbprint).ToArray())
            chain.Remove(own);
        return new ServerCertificate(leaf, chain, Authority: null);
    }

    // An intermediate CA at the end does not count: whoever trusts nothing else could build no chain to it.
    private static byte[]? Root(X509Certificate2Collection chain) =>
        chain.LastOrDefault() is { } last
        && last.SubjectName.RawData.AsSpan().SequenceEqual(last.IssuerName.RawData)
        && last.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority)
            ? last.RawData
            : null;
}
