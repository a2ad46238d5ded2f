namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>How a software key proves where its credentials come from (WebAuthn L3 8.2, packed).</summary>
public enum SoftwareKeyAttestation
{
    /// <summary>By an attestation certificate made with the key file.</summary>
    Certificate,

    /// <summary>By the credential's own key.</summary>
    Self,
}
