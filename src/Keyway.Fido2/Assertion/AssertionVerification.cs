using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Fido2.Cose;

namespace Keyway.Fido2.Assertion;

/// <summary>
/// The server's side of a sign-in: WebAuthn L3 7.2, step by step in its order. Steps 1 to 4 are the client's, which made the options
/// into a gesture and the gesture into the bytes of an <see cref="AssertionResponse"/>.
/// </summary>
public static class AssertionVerification
{
    /// <summary>Verifies what came back against what was asked and what is stored. The caller has spent the challenge before, whatever the outcome.</summary>
    /// <returns>What to write back to the credential record, or one of KW1010 to KW1086.</returns>
    public static Result<VerifiedAssertion> Verify(AssertionRequest request, StoredCredential credential, AssertionResponse response)
    {
        var party = request.RelyingParty;

        if (Step5Allowed(request, response) is { } step5) return step5;
        if (Step6User(request, credential, response) is { } step6) return step6;

        // Steps 7 to 9: take the response apart; decode and parse the client data.
        if (!ClientData.Parse(response.ClientDataJson).TryGet(out var client, out var badClientData)) return badClientData;
        if (!AuthenticatorData.Parse(response.AuthenticatorData).TryGet(out var data, out var badData)) return badData;

        // Steps 10 to 14: what the client says that it did is what was asked.
        if (ClientDataChecks.Type(client, ClientData.AssertionType) is { } step10) return step10;
        if (ClientDataChecks.Challenge(client, request.Challenge) is { } step11) return step11;
        if (ClientDataChecks.Origin(client, party) is { } step12) return step12;
        if (ClientDataChecks.CrossOrigin(client, party) is { } step13) return step13;
        if (ClientDataChecks.TopOrigin(client, party) is { } step14) return step14;

        // Steps 15 to 19: the key answered for this relying party, touched and unlocked, and is the kind of key it was.
        if (AuthenticatorDataChecks.RelyingPartyId(data, party) is { } step15) return step15;
        if (AuthenticatorDataChecks.UserPresent(data) is { } step16) return step16;
        if (AuthenticatorDataChecks.UserVerified(data) is { } step17) return step17;
        if (AuthenticatorDataChecks.BackupState(data) is { } step18) return step18;
        if (Step19BackupEligibility(data, credential) is { } step19) return step19;

        if (Steps20And21Signature(credential.PublicKey, response) is { } step21) return step21;
        if (Step22Counter(data, credential) is { } step22) return step22;

        // Step 23: extension outputs are the key's own business with the computer; the caller gets those that the key signed.
        // Steps 24 and 25: the caller updates the record and goes on.
        return new VerifiedAssertion(data.SignCount, data.Has(AuthenticatorFlags.BackupState), UserVerified: true, data.Extensions);
    }

    /// <summary>Step 5: If allowCredentials is not empty, verify that the credential is one of them.</summary>
    private static Refusal? Step5Allowed(AssertionRequest request, AssertionResponse response)
    {
        if (request.AllowedCredentials.Count == 0) return null;
        foreach (var allowed in request.AllowedCredentials)
        {
            if (allowed.Span.SequenceEqual(response.CredentialId.Span)) return null;
        }

        return Catalogue.WebAuthn.CredentialNotAllowed;
    }

    /// <summary>Step 6: Identify the user, and verify that the credential is one of that user's.</summary>
    private static Refusal? Step6User(AssertionRequest request, StoredCredential credential, AssertionResponse response)
    {
        if (!credential.CredentialId.Span.SequenceEqual(response.CredentialId.Span)) return Catalogue.WebAuthn.CredentialUnknown;
        if (response.UserHandle is not { } handle)
            return Step.Holds(request.UserIdentified, Catalogue.WebAuthn.UserHandleMissing);
        // An empty handle names nobody, not even a record that was stored without one.
        return Step.Holds(!handle.IsEmpty && handle.Span.SequenceEqual(credential.UserHandle.Span), Catalogue.WebAuthn.UserHandleMismatch);
    }

    /// <summary>Step 19: Compare the BE bit with the credential record: it never changes in a credential's life.</summary>
    private static Refusal? Step19BackupEligibility(AuthenticatorData data, StoredCredential credential) =>
        Step.Holds(data.Has(AuthenticatorFlags.BackupEligible) == credential.BackupEligible, Catalogue.WebAuthn.BackupEligibilityChanged);

    /// <summary>
    /// Step 20: Let hash be the SHA-256 of the client data. Step 21: Verify with the stored public key that sig is a valid signature over
    /// authData and hash.
    /// </summary>
    private static Refusal? Steps20And21Signature(CoseKey publicKey, AssertionResponse response)
    {
        var data = response.AuthenticatorData.Span;
        var length = data.Length + SHA256.HashSizeInBytes;
        // Nearly always 69 bytes; with extension outputs a little more.
        var signed = length <= 512 ? stackalloc byte[512] : new byte[length];
        data.CopyTo(signed);
        SHA256.HashData(response.ClientDataJson.Span, signed[data.Length..]);
        return Step.Holds(publicKey.Verify(signed[..length], response.Signature.Span), Catalogue.WebAuthn.SignatureWrong);
    }

    /// <summary>Step 22: Unless both counters are zero, the new one must be greater; a key that falls back may have been copied.</summary>
    private static Refusal? Step22Counter(AuthenticatorData data, StoredCredential credential) =>
        (data.SignCount == 0 && credential.SignCount == 0) || data.SignCount > credential.SignCount
            ? null
            : new Refusal(Catalogue.WebAuthn.SignatureCounterNotGreater, $"stored {credential.SignCount}, received {data.SignCount}");
}
