using System.Security.Cryptography.X509Certificates;

namespace Keyway.Lab.Components;

/// <summary>An HTTP client that trusts the lab's identity server by its own certificate authority and nothing else.</summary>
public static class TrustedClient
{
    /// <summary>The authority's file may appear later: it is read at the first connection.</summary>
    /// <param name="plain">Sends what it is told, keeps no cookies and follows no redirection.</param>
    public static HttpClient Create(Uri server, string authorityFile, bool plain = false)
    {
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), UseProxy = false, UseCookies = !plain, AllowAutoRedirect = !plain };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
        {
            const System.Net.Security.SslPolicyErrors onlyTheChain = System.Net.Security.SslPolicyErrors.RemoteCertificateChainErrors;
            if (certificate is null || (errors & ~onlyTheChain) != 0 || !File.Exists(authorityFile))
                return false;
            using var authority = X509CertificateLoader.LoadCertificateFromFile(authorityFile);
            using var leaf = X509CertificateLoader.LoadCertificate(certificate.Export(X509ContentType.Cert));
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(authority);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            return chain.Build(leaf);
        };
        return new HttpClient(handler) { BaseAddress = server, Timeout = TimeSpan.FromSeconds(20) };
    }
}
