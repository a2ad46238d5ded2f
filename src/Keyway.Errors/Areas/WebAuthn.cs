namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>1050-1149: WebAuthn registration and assertion.</summary>
    public static class WebAuthn
    {
        public static readonly KeywayError WrongType = new(1050, "The client data belongs to another kind of ceremony.", "Start the registration or the sign-in again.");
        public static readonly KeywayError WrongChallenge = new(1051, "The client data answers another challenge.", "Start again, because a challenge can be answered only once and only for a short time.");
        public static readonly KeywayError UnexpectedOrigin = new(1052, "The gesture was asked for by an origin that is not one of the server's.", "Open the server by its own address, and if that is what was done, add that origin to the server's configuration.");
        public static readonly KeywayError CrossOrigin = new(1053, "The gesture was asked for inside a frame of another site.", "Open the page by itself and not inside another site.");
        public static readonly KeywayError UnexpectedTopOrigin = new(1054, "The gesture was asked for inside a frame of a site that the server does not expect.", "Open the page by itself, or add the framing site to the server's configuration.");
        public static readonly KeywayError WrongRelyingParty = new(1055, "The key answered for another relying party.", "Open the server by its own address and start again.");
        public static readonly KeywayError UserNotPresent = new(1056, "The key was not touched.", "Start again and touch the key when it blinks.");
        public static readonly KeywayError UserNotVerified = new(1057, "The key did not check a PIN or fingerprint.", "Set a PIN or fingerprint on the key and start again.");
        public static readonly KeywayError BackupStateWithoutEligibility = new(1058, "The key says that a credential which cannot be copied is copied.", "Use another security key and report this one's model.");
        public static readonly KeywayError AlgorithmNotRequested = new(1059, "The key made a credential of an algorithm that was not asked for.", "Use another security key or allow the algorithm.");
        public static readonly KeywayError AttestationFormatUnknown = new(1060, "The attestation is in a format that the server does not know.", "Use a security key with packed attestation.");
        public static readonly KeywayError AttestationStatementMalformed = new(1061, "The attestation statement does not have the form that its format demands.", "Use another security key and report this one's model.");
        public static readonly KeywayError AttestationSignatureWrong = new(1062, "The attestation's signature does not match the new credential.", "Register the key again and, if it happens twice, do not trust the key.");
        public static readonly KeywayError AttestationCertificateUnfit = new(1063, "The attestation certificate does not meet the requirements of its format.", "Use another security key and report this one's model.");
        public static readonly KeywayError AttestationModelMismatch = new(1064, "The attestation certificate is for another model than the key says it is.", "Do not trust the key.");
        public static readonly KeywayError AttestationMissing = new(1065, "Nothing vouches for the key, and the policy demands attestation.", "Use a security key that the organisation has approved, and allow the browser to show its make and model.");
        public static readonly KeywayError SelfAttestationRefused = new(1066, "The key vouches for itself only, and the policy demands a maker's attestation.", "Use a security key that the organisation has approved.");
        public static readonly KeywayError AttestationUntrusted = new(1067, "The attestation does not chain to a root that the policy trusts for this model.", "Use a security key that the organisation has approved, or add its maker's root to the policy.");
        public static readonly KeywayError CredentialIdTooLong = new(1068, "The credential id is empty or longer than 1023 bytes.", "Use another security key and report this one's model.");
        public static readonly KeywayError CredentialIdMismatch = new(1069, "The credential id that was sent is not the one that the key signed.", "Start the registration again.");
        public static readonly KeywayError AttestedDataMissing = new(1070, "The registration holds no new credential.", "Start the registration again.");
        public static readonly KeywayError CredentialProtectionTooWeak = new(1071, "The key protects the new credential less than the policy demands.", "Use a security key that supports the credProtect extension.");
        public static readonly KeywayError CredentialAlreadyRegistered = new(1072, "The credential is registered already.", "Sign in with the key, or remove its old registration first.");
        public static readonly KeywayError BackupEligibleRefused = new(1073, "The credential can be copied to other devices, and the policy refuses that.", "Use a security key that keeps its credentials to itself.");
        public static readonly KeywayError AttestationFormatWithdrawn = new(1074, "The attestation is in the format android-safetynet, which its maker has withdrawn.", "Update the device, or use a security key with packed attestation.");
        public static readonly KeywayError EnterpriseAttestationRefused = new(1075, "The attestation names this one device by a serial number, which nobody asked for.", "Register a key that is not set up for another organisation's enterprise attestation.");
        public static readonly KeywayError CredentialNotAllowed = new(1080, "The key answered with a credential that was not asked for.", "Start again with a key that is registered for the user.");
        public static readonly KeywayError CredentialUnknown = new(1081, "The credential is not the one that the server has on record for this sign-in.", "Register the key first or use a registered one.");
        public static readonly KeywayError UserHandleMissing = new(1082, "The key did not say whom it signs in, and the server had not asked for anybody in particular.", "Enter the user name first, or register the key again as a discoverable credential.");
        public static readonly KeywayError UserHandleMismatch = new(1083, "The key signs in another user than the one whom the credential belongs to.", "Sign in with a key of that user.");
        public static readonly KeywayError BackupEligibilityChanged = new(1084, "The credential's ability to be copied is not what it was at registration.", "Remove the registration and register the key again.");
        public static readonly KeywayError SignatureWrong = new(1085, "The key's signature does not match the stored public key.", "Start again with the key that was registered.");
        public static readonly KeywayError SignatureCounterNotGreater = new(1086, "The key's signature counter has not grown since the last sign-in, so that the key may have been copied.", "Remove the registration, find out who else has the key, and register a new one.");
        public static readonly KeywayError TpmStructureMalformed = new(1090, "What the TPM attests is not of version 2.0, or not of the form that the TPM 2.0 library specification gives it.", "Update the computer's TPM firmware, or use a security key.");
        public static readonly KeywayError TpmKeyMismatch = new(1091, "The key that the TPM describes is not the new credential's.", "Register again and, if it happens twice, do not trust the computer.");
        public static readonly KeywayError TpmAttestationForeign = new(1092, "The TPM's attestation is of another kind, of another ceremony or of another key.", "Register again and, if it happens twice, do not trust the computer.");
        public static readonly KeywayError AttestedKeyMismatch = new(1093, "The attestation certificate is for another key than the new credential's.", "Register again and, if it happens twice, do not trust the device.");
        public static readonly KeywayError AppleNonceMismatch = new(1094, "The attestation certificate was issued for another ceremony.", "Register again and, if it happens twice, do not trust the device.");
        public static readonly KeywayError AndroidKeyDescriptionMalformed = new(1095, "The attestation certificate lacks the description of the key, or it is malformed.", "Update the device, or use a security key with packed attestation.");
        public static readonly KeywayError AndroidChallengeMismatch = new(1096, "The description of the key answers another challenge.", "Register again and, if it happens twice, do not trust the device.");
        public static readonly KeywayError AndroidKeyUnfit = new(1097, "The described key is open to every application, was not made in the device, or is not for signing.", "Update the device, or use a security key with packed attestation.");
        public static readonly KeywayError TrustedEnvironmentDemanded = new(1098, "The key is kept by software, and the policy demands a trusted execution environment.", "Use a security key that the organisation has approved.");
        public static readonly KeywayError CompoundMalformed = new(1099, "The compound attestation has fewer than two statements, too many, or one inside another.", "Use another security key and report this one's model.");
    }
}
