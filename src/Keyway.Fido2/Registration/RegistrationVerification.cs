using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Fido2.Attestation;

namespace Keyway.Fido2.Registration;

/// <summary>
/// The server's side of a registration: WebAuthn L3 7.1, step by step in its order. Steps 1 to 4 are the client's, which made the
/// options into a gesture and the gesture into the bytes of a <see cref="RegistrationResponse"/>.
/// </summary>
/// <param name="time">The clock by which certificates are in force.</param>
/// <param name="formats">The attestation formats known.</param>
public sealed class RegistrationVerification(TimeProvider time, IReadOnlyList<IAttestationFormat> formats)
{
    /// <summary>With every format that is known.</summary>
    public RegistrationVerification(TimeProvider time)
        : this(time, AttestationFormats.All)
    {
    }

    /// <summary>Verifies what came back against what was asked. The caller has spent the challenge before, whatever the outcome.</summary>
    /// <returns>The credential to store, or one of KW1010 to KW1099.</returns>
    public Result<RegisteredCredential> Verify(RegistrationRequest request, RegistrationResponse response)
    {
        var party = request.RelyingParty;

        // Steps 5 and 6: decode and parse the client data.
        if (!ClientData.Parse(response.ClientDataJson).TryGet(out var client, out var badClientData)) return badClientData;

        // Steps 7 to 11: what the client says that it did is what was asked.
        if (ClientDataChecks.Type(client, ClientData.RegistrationType) is { } step7) return step7;
        if (ClientDataChecks.Challenge(client, request.Challenge) is { } step8) return step8;
        if (ClientDataChecks.Origin(client, party) is { } step9) return step9;
        if (ClientDataChecks.CrossOrigin(client, party) is { } step10) return step10;
        if (ClientDataChecks.TopOrigin(client, party) is { } step11) return step11;

        // Step 12: Let hash be the SHA-256 of the client data.
        var hash = SHA256.HashData(response.ClientDataJson.Span);

        // Step 13: CBOR decoding gives fmt, authData and attStmt.
        if (!AttestationObject.Parse(response.AttestationObject).TryGet(out var attestationObject, out var badObject)) return badObject;
        if (!AuthenticatorData.Parse(attestationObject.AuthenticatorData).TryGet(out var data, out var badData)) return badData;
        if (data.Attested is not { } credential) return Catalogue.WebAuthn.AttestedDataMissing;

        // Steps 14 to 17: the key answered for this relying party, touched and unlocked.
        if (AuthenticatorDataChecks.RelyingPartyId(data, party) is { } step14) return step14;
        if (AuthenticatorDataChecks.UserPresent(data) is { } step15) return step15;
        if (AuthenticatorDataChecks.UserVerified(data) is { } step16) return step16;
        if (AuthenticatorDataChecks.BackupState(data) is { } step17) return step17;
        if (Step18BackupEligibility(data, request) is { } step18) return step18;

        // Step 19: the backup state is stored and has no say in policy.
        if (Step20Algorithm(credential, request) is { } step20) return step20;

        // Steps 21 to 24: what vouches for the credential is valid, and good enough.
        if (Step21Format(attestationObject) is not { } format) return Catalogue.WebAuthn.AttestationFormatUnknown;
        if (!format.Verify(new AttestationInput(attestationObject.Statement, data, credential, hash)).TryGet(out var attestation, out var step22)) return step22;
        if (!AttestationTrust.Assess(attestation, credential.Aaguid, request.Attestation, time.GetUtcNow()).TryGet(out attestation, out var step24)) return step24;

        if (Step25IdLength(credential) is { } step25) return step25;
        if (Step26NotRegistered(credential, request) is { } step26) return step26;
        if (ResponseNamesCredential(credential, response) is { } mismatch) return mismatch;

        // Step 27: Let credentialRecord be a new credential record.
        var record = new RegisteredCredential(
            credential.CredentialId,
            credential.PublicKey,
            data.SignCount,
            credential.Aaguid,
            data.Has(AuthenticatorFlags.BackupEligible),
            data.Has(AuthenticatorFlags.BackupState),
            attestation,
            data.Extensions);

        if (Step28Extensions(data, request) is { } step28) return step28;

        // Step 29: the caller stores the record.
        return record;
    }

    /// <summary>Step 18: If the backup eligibility informs policy, evaluate the BE bit.</summary>
    private static Refusal? Step18BackupEligibility(AuthenticatorData data, RegistrationRequest request) =>
        Step.Holds(!data.Has(AuthenticatorFlags.BackupEligible) || request.AcceptBackupEligible, Catalogue.WebAuthn.BackupEligibleRefused);

    /// <summary>Step 20: Verify that alg of the credential's public key is one of pubKeyCredParams.</summary>
    private static Refusal? Step20Algorithm(AttestedCredential credential, RegistrationRequest request) =>
        Step.Holds(request.Algorithms.Contains(credential.PublicKey.Algorithm), Catalogue.WebAuthn.AlgorithmNotRequested);

    /// <summary>Step 21: Determine the attestation statement format by a case-sensitive match on fmt.</summary>
    private IAttestationFormat? Step21Format(AttestationObject attestationObject) =>
        formats.FirstOrDefault(format => string.Equals(format.Identifier, attestationObject.Format, StringComparison.Ordinal));

    /// <summary>Step 25: Verify that the credential id has at most 1,023 bytes.</summary>
    private static Refusal? Step25IdLength(AttestedCredential credential) =>
        Step.Holds(credential.CredentialId.Length is >= 1 and <= 1023, Catalogue.WebAuthn.CredentialIdTooLong);

    /// <summary>
    /// Step 26: Verify that the credential id is not yet registered. Here the user's own are known; that no other user has it is a unique
    /// index of the store, which answers with the same error.
    /// </summary>
    private static Refusal? Step26NotRegistered(AttestedCredential credential, RegistrationRequest request) =>
        Step.Holds(
            !request.ExcludedCredentials.Any(excluded => excluded.Span.SequenceEqual(credential.CredentialId.Span)),
            Catalogue.WebAuthn.CredentialAlreadyRegistered);

    /// <summary>Beyond the steps: rawId is not signed, so a caller that used it must not be led to another credential than the signed one.</summary>
    private static Refusal? ResponseNamesCredential(AttestedCredential credential, RegistrationResponse response) =>
        Step.Holds(response.CredentialId.Span.SequenceEqual(credential.CredentialId.Span), Catalogue.WebAuthn.CredentialIdMismatch);

    /// <summary>Step 28: Process the extension outputs. Those that nobody asked for are ignored; credProtect is held against the policy.</summary>
    private static Refusal? Step28Extensions(AuthenticatorData data, RegistrationRequest request) =>
        Step.Holds(data.Extensions.CredentialProtection >= request.MinimumProtection, Catalogue.WebAuthn.CredentialProtectionTooWeak);
}
