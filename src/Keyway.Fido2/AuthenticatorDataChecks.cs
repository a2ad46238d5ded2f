using Keyway.Errors;

namespace Keyway.Fido2;

/// <summary>The checks of the authenticator data that registration and sign-in share. Null means that a check holds.</summary>
internal static class AuthenticatorDataChecks
{
    /// <summary>7.1 step 14, 7.2 step 15: Verify that rpIdHash is the SHA-256 hash of the expected RP id.</summary>
    public static Refusal? RelyingPartyId(AuthenticatorData data, RelyingParty party) =>
        Step.Holds(data.RpIdHash.Span.SequenceEqual(party.IdHash.Span), Catalogue.WebAuthn.WrongRelyingParty);

    /// <summary>7.1 step 15, 7.2 step 16: Verify that the UP bit is set. Conditional mediation, which would excuse it, is never asked for.</summary>
    public static Refusal? UserPresent(AuthenticatorData data) =>
        Step.Holds(data.Has(AuthenticatorFlags.UserPresent), Catalogue.WebAuthn.UserNotPresent);

    /// <summary>7.1 step 16, 7.2 step 17: Verify that the UV bit is set. Keyway always requires user verification.</summary>
    public static Refusal? UserVerified(AuthenticatorData data) =>
        Step.Holds(data.Has(AuthenticatorFlags.UserVerified), Catalogue.WebAuthn.UserNotVerified);

    /// <summary>7.1 step 17, 7.2 step 18: If the BE bit is not set, verify that the BS bit is not set.</summary>
    public static Refusal? BackupState(AuthenticatorData data) =>
        Step.Holds(
            data.Has(AuthenticatorFlags.BackupEligible) || !data.Has(AuthenticatorFlags.BackupState),
            Catalogue.WebAuthn.BackupStateWithoutEligibility);
}
