namespace Keyway.Fido2.Attestation;

/// <summary>Every attestation statement format that this server knows (WebAuthn L3 8).</summary>
public static class AttestationFormats
{
    /// <summary>The formats that stand for themselves.</summary>
    private static readonly IReadOnlyList<IAttestationFormat> Single =
    [
        new PackedAttestation(), new TpmAttestation(), new AndroidKeyAttestation(), new AndroidSafetyNetAttestation(), new FidoU2fAttestation(), new NoneAttestation(),
        new AppleAttestation(),
    ];

    /// <summary>In the order of the specification's sections 8.2 to 8.9.</summary>
    public static IReadOnlyList<IAttestationFormat> All { get; } = [.. Single, new CompoundAttestation(Single)];
}
