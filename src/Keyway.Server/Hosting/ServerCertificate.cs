using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;

namespace Keyway.Server.Hosting;

/// <summary>The certificate that the server shows: the operator's own, or one by a CA that the server makes for itself.</summary>
/// <param name="Leaf">With its private key.</param>
/// <param name="Chain">What is sent beside it.</param>
internal sealed record ServerCertificate(X509Certificate2 Leaf, X509Certificate2Collection Chain)
{
    public static Result<ServerCertificate> OpenOrCreate(ServerOptions options, DateTimeOffset now)
    {
        try
        {
            if (options is { TlsCertificate: { } certificate, TlsKey: { } key })
                return Read(certificate, key);
            var authority = new OwnAuthority(options.TlsDirectory, options.Url.IdnHost);
            authority.Refresh(now);
            return Read(authority.LeafPath, authority.LeafKeyPath);
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
        return new ServerCertificate(leaf, chain);
    }
}
