using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;

namespace Keyway.Connect.IdentityServer;

/// <summary>Which certification authorities may vouch for the identity server. There is no way to trust any certificate.</summary>
internal static class ServerTrust
{
    private const int MaximumFileLength = 4 * 1024 * 1024;

    /// <summary>With a CA file only its certificates are roots; with null those of this computer are.</summary>
    public static Result<X509ChainPolicy> Read(string? caFile)
    {
        // A private CA has no revocation list that a connector could reach; expiry and the CA file bound the trust.
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck };
        if (caFile is null)
            return policy;

        try
        {
            if (new FileInfo(caFile) is not { Exists: true, Length: <= MaximumFileLength })
                return new Refusal(Catalogue.Connect.CaFileUnusable, caFile);
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.ImportFromPemFile(caFile);
            return policy.CustomTrustStore.Count > 0 ? policy : new Refusal(Catalogue.Connect.CaFileUnusable, caFile);
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new Refusal(Catalogue.Connect.CaFileUnusable, caFile);
        }
    }
}
