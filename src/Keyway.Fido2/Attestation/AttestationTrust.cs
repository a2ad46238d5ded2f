using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;

namespace Keyway.Fido2.Attestation;

/// <summary>Assesses whether a valid attestation is good enough (WebAuthn L3 7.1 steps 23 and 24).</summary>
internal static class AttestationTrust
{
    /// <summary>The attestation with its trust told, or the policy's refusal.</summary>
    public static Result<AttestationResult> Assess(AttestationResult attestation, Guid aaguid, AttestationPolicy policy, DateTimeOffset now)
    {
        switch (attestation.Type)
        {
            case AttestationType.None:
                return policy.AcceptNone ? attestation : Catalogue.WebAuthn.AttestationMissing;
            case AttestationType.Self:
                return policy.AcceptSelf ? attestation : Catalogue.WebAuthn.SelfAttestationRefused;
            default:
                var trusted = IsTrusted(attestation.TrustPath, policy.Roots.For(aaguid), now);
                return trusted || policy.AcceptUnknownRoot
                    ? attestation with { Trusted = trusted }
                    : Catalogue.WebAuthn.AttestationUntrusted;
        }
    }

    private static bool IsTrusted(IReadOnlyList<byte[]> trustPath, IReadOnlyList<X509Certificate2> roots, DateTimeOffset now)
    {
        if (roots.Count == 0) return false;
        List<X509Certificate2> certificates = [];
        try
        {
            foreach (var der in trustPath)
            {
                if (!AttestationCertificate.Load(der).TryGet(out var certificate, out _)) return false;
                certificates.Add(certificate);
            }

            // The attestation certificate may itself be what the policy trusts.
            return roots.Any(root => root.RawDataMemory.Span.SequenceEqual(trustPath[0])) && IsInForce(certificates[0], now)
                || ChainsToRoot(certificates, roots, now);
        }
        finally
        {
            foreach (var certificate in certificates) certificate.Dispose();
        }
    }

    private static bool IsInForce(X509Certificate2 certificate, DateTimeOffset now) =>
        certificate.NotBefore.ToUniversalTime() <= now.UtcDateTime && now.UtcDateTime <= certificate.NotAfter.ToUniversalTime();

    private static bool ChainsToRoot(List<X509Certificate2> certificates, IReadOnlyList<X509Certificate2> roots, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        foreach (var root in roots) chain.ChainPolicy.CustomTrustStore.Add(root);
        foreach (var intermediate in certificates.Skip(1)) chain.ChainPolicy.ExtraStore.Add(intermediate);
        // Makers publish withdrawn models as metadata, not as revocation lists; and no certificate may make this server fetch an address.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        try
        {
            return chain.Build(certificates[0]);
        }
        catch (CryptographicException)
        {
            return false;
        }
        finally
        {
            foreach (var element in chain.ChainElements) element.Certificate.Dispose();
        }
    }
}
