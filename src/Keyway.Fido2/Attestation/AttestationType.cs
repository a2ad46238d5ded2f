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

    /// <summary>A certificate that the maker's authority issued for this one attestation key, such as a TPM's.</summary>
    AttestationCa,

    /// <summary>A certificate that an authority issued for this one credential, so that nothing tells two credentials of a device.</summary>
    AnonymizationCa,
}
