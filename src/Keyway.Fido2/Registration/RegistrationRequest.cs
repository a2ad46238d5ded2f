using Keyway.Fido2.Attestation;
using Keyway.Fido2.Cose;

namespace Keyway.Fido2.Registration;

/// <summary>What the server asked for when it began a registration. User verification is always required.</summary>
/// <param name="RelyingParty">Who asked.</param>
/// <param name="Challenge">The challenge of this ceremony, 16 bytes or more, used once.</param>
/// <param name="Algorithms">pubKeyCredParams: what may be registered.</param>
/// <param name="Attestation">Which attestations are good enough.</param>
public sealed record RegistrationRequest(
    RelyingParty RelyingParty,
    ReadOnlyMemory<byte> Challenge,
    IReadOnlyList<CoseAlgorithm> Algorithms,
    AttestationPolicy Attestation)
{
    /// <summary>excludeCredentials: ids of the credentials that the user has already.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> ExcludedCredentials { get; init; } = [];

    /// <summary>False refuses a credential that may be copied to other devices.</summary>
    public bool AcceptBackupEligible { get; init; } = true;

    /// <summary>credProtect: the least level accepted; <see cref="CredentialProtection.Unreported"/> accepts all.</summary>
    public CredentialProtection MinimumProtection { get; init; }
}
