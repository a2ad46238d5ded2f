using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;

namespace Keyway.Fido2.Attestation;

/// <summary>Assesses whether a valid attestation is good enough (WebAuthn L3 7.1 steps 23 and 24).</summary>
internal static class AttestationTrust
{
    /// <summary>tcg-kp-AIKCertificate (WebAuthn L3 8.3.1): what every authority above a TPM's attestation key must be allowed to issue.</summary>
    private static readonly Oid AttestationKeyUsage = new(TpmCertificate.AttestationKeyUsage);

    /// <summary>The attestation with its trust told, or the policy's refusal.</summary>
    public static Result<AttestationResult> Assess(AttestationResult attestation, Guid aaguid, AttestationPolicy policy, DateTimeOffset now)
    {
        // Before all else and whatever else is accepted: a name of the device that nobody asked for is not taken.
        if (attestation.NamesDevice && !policy.AcceptEnterprise) return Catalogue.WebAuthn.EnterpriseAttestationRefused;
        if (!attestation.InTrustedEnvironment && policy.RequireTrustedEnvironment) return Catalogue.WebAuthn.TrustedEnvironmentDemanded;
        if (attestation.Parts.Count > 0) return AssessParts(attestation, aaguid, policy, now);
        switch (attestation.Type)
        {
            case AttestationType.None:
                return policy.AcceptNone ? attestation : Catalogue.WebAuthn.AttestationMissing;
            case AttestationType.Self:
                return policy.AcceptSelf ? attestation : Catalogue.WebAuthn.SelfAttestationRefused;
            default:
                var trusted = attestation.VouchesForModel && IsTrusted(attestation, policy.Roots.For(aaguid), now);
                return trusted || policy.AcceptUnknownRoot
                    ? attestation with { Trusted = trusted }
                    : Catalogue.WebAuthn.AttestationUntrusted;
        }
    }

    /// <summary>
    /// A compound attestation is as good as its best part: the first that is trusted vouches, else the first that the policy accepts. Each part is
    /// valid already. A refusal of a part for what it is (it names the device) is one of the whole.
    /// </summary>
    private static Result<AttestationResult> AssessParts(AttestationResult compound, Guid aaguid, AttestationPolicy policy, DateTimeOffset now)
    {
        AttestationResult? accepted = null;
        Refusal? first = null;
        foreach (var part in compound.Parts)
        {
            if (!Assess(part, aaguid, policy, now).TryGet(out var assessed, out var refusal))
            {
                if (refusal.Error == Catalogue.WebAuthn.EnterpriseAttestationRefused) return refusal;
                first ??= refusal;
                continue;
            }

            if (accepted is null || (assessed.Trusted && !accepted.Trusted)) accepted = assessed;
        }

        return accepted is null ? first! : compound with { Type = accepted.Type, TrustPath = accepted.TrustPath, Trusted = accepted.Trusted };
    }

    private static bool IsTrusted(AttestationResult attestation, IReadOnlyList<X509Certificate2> roots, DateTimeOffset now)
    {
        if (roots.Count == 0) return false;
        List<X509Certificate2> certificates = [];
        try
        {
            foreach (var der in attestation.TrustPath)
            {
                if (!AttestationCertificate.Load(der).TryGet(out var certificate, out _)) return false;
                certificates.Add(certificate);
            }

            var usage = attestation.Format == TpmAttestation.Name ? AttestationKeyUsage : null;
            // The attestation certificate may itself be what the policy trusts.
            return (roots.Any(root => IsSame(root, certificates[0])) && IsInForce(certificates[0], now))
                || ChainsToRoot(certificates, roots, usage, now)
                || ChainsToIntermediate(certificates, roots, usage, now);
        }
        finally
        {
            foreach (var certificate in certificates) certificate.Dispose();
        }
    }

    private static bool IsSame(X509Certificate2 one, X509Certificate2 other) => one.RawDataMemory.Span.SequenceEqual(other.RawDataMemory.Span);

    private static bool IsInForce(X509Certificate2 certificate, DateTimeOffset now) =>
        certificate.NotBefore.ToUniversalTime() <= now.UtcDateTime && now.UtcDateTime <= certificate.NotAfter.ToUniversalTime();

    private static bool ChainsToRoot(List<X509Certificate2> certificates, IReadOnlyList<X509Certificate2> roots, Oid? usage, DateTimeOffset now)
    {
        using var chain = Chain(certificates, usage, now);
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        foreach (var root in roots) chain.ChainPolicy.CustomTrustStore.Add(root);
        return Builds(chain, certificates[0], _ => true);
    }

    /// <summary>Metadata may name an intermediate authority as what a model's chain ends at: it must stand above the attestation certificate, in a chain that is right up to it.</summary>
    private static bool ChainsToIntermediate(List<X509Certificate2> certificates, IReadOnlyList<X509Certificate2> roots, Oid? usage, DateTimeOffset now)
    {
        var intermediates = roots.Where(root => !root.SubjectName.RawData.AsSpan().SequenceEqual(root.IssuerName.RawData)).ToArray();
        if (intermediates.Length == 0) return false;
        using var chain = Chain(certificates, usage, now);
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        foreach (var intermediate in intermediates) chain.ChainPolicy.ExtraStore.Add(intermediate);
        return Builds(chain, certificates[0], elements => elements.Skip(1).Any(element => intermediates.Any(root => IsSame(root, element.Certificate))));
    }

    private static X509Chain Chain(List<X509Certificate2> certificates, Oid? usage, DateTimeOffset now)
    {
        var chain = new X509Chain();
        foreach (var intermediate in certificates.Skip(1)) chain.ChainPolicy.ExtraStore.Add(intermediate);
        if (usage is not null) chain.ChainPolicy.ApplicationPolicy.Add(usage);
        // Makers publish withdrawn models as metadata, not as revocation lists; and no certificate may make this server fetch an address.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        return chain;
    }

    private static bool Builds(X509Chain chain, X509Certificate2 certificate, Func<IEnumerable<X509ChainElement>, bool> holds)
    {
        try
        {
            return chain.Build(certificate) && holds(chain.ChainElements);
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
