namespace Keyway.Fido2.Attestation;

/// <summary>What an attestation statement proved.</summary>
/// <param name="Format">The attestation statement format identifier, such as <c>packed</c>.</param>
/// <param name="Type">What vouches for the credential.</param>
/// <param name="TrustPath">The maker's certificates in DER, the attestation certificate first; empty for <see cref="AttestationType.None"/> and <see cref="AttestationType.Self"/>.</param>
public sealed record AttestationResult(string Format, AttestationType Type, IReadOnlyList<byte[]> TrustPath)
{
    /// <summary>True when the attestation tells this one device from all others: enterprise attestation.</summary>
    public bool NamesDevice { get; init; }

    /// <summary>False when the statement does not cover the AAGUID, so that no root of a model makes it trusted.</summary>
    public bool VouchesForModel { get; init; } = true;

    /// <summary>False when the statement itself says that software keeps the key; other formats say nothing of it.</summary>
    public bool InTrustedEnvironment { get; init; } = true;

    /// <summary>The statements of a compound attestation, each verified; empty for every other format.</summary>
    public IReadOnlyList<AttestationResult> Parts { get; init; } = [];

    /// <summary>True when the certificates chain to a root that the policy trusts for this model.</summary>
    public bool Trusted { get; init; }
}
