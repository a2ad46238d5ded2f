namespace Keyway.Fido2.Attestation;

/// <summary>Which attestations are good enough (WebAuthn L3 7.1 steps 23 and 24).</summary>
public sealed record AttestationPolicy
{
    /// <summary>Every valid attestation is accepted, and none too: attestation is not enforced.</summary>
    public static AttestationPolicy NotRequired { get; } = new() { AcceptNone = true, AcceptSelf = true, AcceptUnknownRoot = true };

    /// <summary>Accept a credential that nothing vouches for.</summary>
    public bool AcceptNone { get; init; }

    /// <summary>Accept a credential that vouches for itself.</summary>
    public bool AcceptSelf { get; init; }

    /// <summary>Accept certificates that chain to none of the <see cref="Roots"/>.</summary>
    public bool AcceptUnknownRoot { get; init; }

    /// <summary>Accept an attestation that names one device (enterprise attestation). Off unless an administrator has the server ask for it.</summary>
    public bool AcceptEnterprise { get; init; }

    /// <summary>Refuse a key of which the attestation says that software keeps it (android-key: only teeEnforced counts).</summary>
    public bool RequireTrustedEnvironment { get; init; }

    public AttestationTrustRoots Roots { get; init; } = AttestationTrustRoots.None;

    /// <summary>Only a maker's certificate that chains to one of these roots is accepted, for a key that no software keeps: attestation is enforced.</summary>
    public static AttestationPolicy Required(AttestationTrustRoots roots) => new() { Roots = roots, RequireTrustedEnvironment = true };
}
