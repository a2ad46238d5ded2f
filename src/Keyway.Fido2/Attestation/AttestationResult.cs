namespace Keyway.Fido2.Attestation;

/// <summary>What an attestation statement proved.</summary>
/// <param name="Format">The attestation statement format identifier, such as <c>packed</c>.</param>
/// <param name="Type">What vouches for the credential.</param>
/// <param name="TrustPath">The maker's certificates in DER, the attestation certificate first; empty unless <see cref="AttestationType.Basic"/>.</param>
public sealed record AttestationResult(string Format, AttestationType Type, IReadOnlyList<byte[]> TrustPath)
{
    /// <summary>True when the certificates chain to a root that the policy trusts for this model.</summary>
    public bool Trusted { get; init; }
}
