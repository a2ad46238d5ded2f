namespace Keyway.Fido2.Attestation;

/// <summary>What vouches for a new credential (WebAuthn L3 6.5.4).</summary>
public enum AttestationType
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The credential's own key: it shows possession, not the model.</summary>
    Self,

    /// <summary>A certificate of the maker.</summary>
    Basic,
}
