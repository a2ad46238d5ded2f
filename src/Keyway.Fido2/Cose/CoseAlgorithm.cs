namespace Keyway.Fido2.Cose;

/// <summary>The signature algorithms accepted, by their number in the IANA COSE registry (RFC 9053, RFC 8812; WebAuthn L3 5.8.5).</summary>
public enum CoseAlgorithm
{
    /// <summary>Ed25519.</summary>
    EdDSA = -8,

    /// <summary>ECDSA on P-256 with SHA-256.</summary>
    ES256 = -7,

    /// <summary>ECDSA on P-384 with SHA-384.</summary>
    ES384 = -35,

    /// <summary>ECDSA on P-521 with SHA-512.</summary>
    ES512 = -36,

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256, 2048 bits or more.</summary>
    RS256 = -257,
}
