using System.Reflection;

namespace Keyway.Errors;

/// <summary>
/// Every numbered error of Keyway, one nested class an area, in the order of the numbers. docs/errors.md is generated from here.
/// A number is never reused: an error that is no longer raised leaves a gap.
/// </summary>
public static class Catalogue
{
    /// <summary>1000-1009: what belongs to no area.</summary>
    public static class General
    {
        public static readonly KeywayError Uninitialised = new(1000, "A step ended without a result.", "Report it with the log: this is a bug in Keyway.");
    }

    /// <summary>1010-1049: CBOR, COSE keys and authenticator data.</summary>
    public static class WebAuthnData
    {
        public static readonly KeywayError CborMalformed = new(1010, "A CBOR item is not well-formed, not canonical, or not of the kind expected.", "Register or use the key again and, if it happens twice, report the key's model.");
        public static readonly KeywayError CborTooLarge = new(1011, "A CBOR item is longer or nested deeper than any security key makes it.", "Refuse the sender, because no security key sends this.");
        public static readonly KeywayError CborTrailingBytes = new(1012, "Bytes follow a CBOR item that should be the last.", "Register or use the key again and, if it happens twice, report the key's model.");
        public static readonly KeywayError CoseAlgorithmUnsupported = new(1013, "The public key's algorithm is none of ES256, ES384, ES512, EdDSA and RS256.", "Use a security key that offers ES256.");
        public static readonly KeywayError CoseKeyMalformed = new(1014, "The public key has the wrong members, type or curve for its algorithm.", "Use another security key and report this one's model.");
        public static readonly KeywayError CoseKeyNotOnCurve = new(1015, "The public key is no point of its curve.", "Use another security key, because this one's key cannot be trusted.");
        public static readonly KeywayError CoseKeyWeakRsa = new(1016, "The RSA public key is shorter than 2048 bits, longer than 8192 bits, or has an unusable exponent.", "Use a security key that offers ES256.");
        public static readonly KeywayError AuthenticatorDataTruncated = new(1017, "The authenticator data ends before all that its flags announce.", "Register or use the key again and, if it happens twice, report the key's model.");
        public static readonly KeywayError AuthenticatorDataTrailingBytes = new(1018, "Bytes follow the authenticator data that its flags announce.", "Register or use the key again and, if it happens twice, report the key's model.");
        public static readonly KeywayError ExtensionsMalformed = new(1019, "An extension output of the key is not of the kind that its name demands.", "Update the key's firmware or use another security key.");
        public static readonly KeywayError ClientDataTooLarge = new(1020, "The client data is longer than 16 KiB.", "Refuse the sender, because no client sends this.");
        public static readonly KeywayError ClientDataMalformed = new(1021, "The client data is not a JSON object in UTF-8.", "Update the browser or the Keyway client.");
        public static readonly KeywayError ClientDataMember = new(1022, "A member of the client data is missing, given twice, or of the wrong kind.", "Update the browser or the Keyway client.");
        public static readonly KeywayError ClientDataChallengeEncoding = new(1023, "The challenge in the client data is not unpadded base64url.", "Update the browser or the Keyway client.");
        public static readonly KeywayError AttestationObjectMalformed = new(1024, "The attestation object lacks its format, statement or authenticator data.", "Register the key again and, if it happens twice, report the key's model.");
    }

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
        public static readonly KeywayError CredentialNotAllowed = new(1080, "The key answered with a credential that was not asked for.", "Start again with a key that is registered for the user.");
        public static readonly KeywayError CredentialUnknown = new(1081, "The credential is not the one that the server has on record for this sign-in.", "Register the key first or use a registered one.");
        public static readonly KeywayError UserHandleMissing = new(1082, "The key did not say whom it signs in, and the server had not asked for anybody in particular.", "Enter the user name first, or register the key again as a discoverable credential.");
        public static readonly KeywayError UserHandleMismatch = new(1083, "The key signs in another user than the one whom the credential belongs to.", "Sign in with a key of that user.");
        public static readonly KeywayError BackupEligibilityChanged = new(1084, "The credential's ability to be copied is not what it was at registration.", "Remove the registration and register the key again.");
        public static readonly KeywayError SignatureWrong = new(1085, "The key's signature does not match the stored public key.", "Start again with the key that was registered.");
        public static readonly KeywayError SignatureCounterNotGreater = new(1086, "The key's signature counter has not grown since the last sign-in, so that the key may have been copied.", "Remove the registration, find out who else has the key, and register a new one.");
    }

    /// <summary>1200-1299: Kerberos messages, cryptography, PAC, minting, credential caches.</summary>
    public static class Kerberos
    {
    }

    /// <summary>1300-1399: what a key distribution center answers, or that none does.</summary>
    public static class Kdc
    {
    }

    /// <summary>1400-1499: a domain seen from outside: LDAP, locator, replication.</summary>
    public static class ActiveDirectory
    {
    }

    /// <summary>1500-1599: the Kerberos server object in a domain.</summary>
    public static class KerberosServerObject
    {
    }

    /// <summary>1600-1699: the tokens and envelopes that device and server exchange.</summary>
    public static class Tokens
    {
    }

    /// <summary>2000-2099: requests, accounts, access tokens and administration of the identity server.</summary>
    public static class Accounts
    {
    }

    /// <summary>2100-2199: authentication methods: security keys, Temporary Access Passes, the policy.</summary>
    public static class AuthenticationMethods
    {
    }

    /// <summary>2200-2299: joined devices.</summary>
    public static class Devices
    {
    }

    /// <summary>2300-2399: sign-in: nonce, PRT request, primary refresh token.</summary>
    public static class PrimaryRefreshTokens
    {
    }

    /// <summary>2400-2499: Kerberos server keys and partial TGTs at the identity server.</summary>
    public static class KerberosServers
    {
    }

    /// <summary>2500-2599: provisioning by SCIM.</summary>
    public static class Provisioning
    {
    }

    /// <summary>2900-2999: configuration and start of the identity server.</summary>
    public static class ServerConfiguration
    {
    }

    /// <summary>3000-3099: security keys in someone's hand.</summary>
    public static class SecurityKeys
    {
        public static readonly KeywayError LibraryMissing = new(3000, "The library libfido2 is not installed.", "Install the package libfido2-1.");
        public static readonly KeywayError NoKey = new(3001, "No security key is plugged in.", "Plug in your security key and try again.");
        public static readonly KeywayError SeveralKeys = new(3002, "More than one security key is plugged in.", "Leave only the one to use plugged in, or name its path.");
        public static readonly KeywayError KeyNotFound = new(3003, "The security key could not be opened.", "Check that it is plugged in, that the path is right and that you may use it.");
        public static readonly KeywayError KeyLost = new(3004, "The security key stopped answering.", "Plug it in again, leave it in until the end, and retry.");
        public static readonly KeywayError KeyInUse = new(3005, "The security key is in use by another program.", "End the other program and try again.");
        public static readonly KeywayError NotFido2 = new(3006, "The security key speaks only U2F.", "Use a FIDO2 security key.");
        public static readonly KeywayError WrongPin = new(3007, "The PIN is wrong.", "Try again; after the last try the key blocks its PIN for good.");
        public static readonly KeywayError PinBlocked = new(3008, "The PIN is blocked after too many wrong tries.", "Reset the key, which erases every credential on it, and register it again.");
        public static readonly KeywayError PinTriesExhausted = new(3009, "Three wrong PINs in a row: the key takes no PIN until it is plugged in again.", "Unplug the key, plug it in and try again.");
        public static readonly KeywayError PinNotSet = new(3010, "The key has no PIN.", "Set a PIN on the key first.");
        public static readonly KeywayError PinRequired = new(3011, "The key demands its PIN.", "Enter the PIN of the key.");
        public static readonly KeywayError PinPolicy = new(3012, "The new PIN is too short, too long or not allowed by the key.", "Choose a PIN of at least four characters and at most 63 bytes.");
        public static readonly KeywayError PinAlreadySet = new(3013, "The key has a PIN already.", "Change the PIN instead.");
        public static readonly KeywayError PinChangeRequired = new(3014, "The key demands that its PIN is changed first.", "Change the PIN and try again.");
        public static readonly KeywayError NoCredentials = new(3015, "The key holds no credential for this organisation or account.", "Use the key that you registered, or register this one.");
        public static readonly KeywayError CredentialExcluded = new(3016, "The key is registered already.", "Use another key, or remove this one from the account first.");
        public static readonly KeywayError TouchTimeout = new(3017, "The key was not touched in time.", "Try again and touch the key when it blinks.");
        public static readonly KeywayError Denied = new(3018, "The operation was refused at the key.", "Try again and confirm at the key.");
        public static readonly KeywayError Cancelled = new(3019, "The operation was cancelled.", "Start again when you are ready.");
        public static readonly KeywayError KeyStoreFull = new(3020, "The key has no room for another credential.", "Remove a credential that is no longer needed, or use another key.");
        public static readonly KeywayError Unsupported = new(3021, "The key does not support what is asked of it.", "Use a key that supports FIDO2 with resident credentials, credProtect and hmac-secret.");
        public static readonly KeywayError VerificationFailed = new(3022, "The key did not recognise its user.", "Try again, or use the PIN.");
        public static readonly KeywayError VerificationBlocked = new(3023, "The key takes no fingerprint after too many tries.", "Use the PIN.");
        public static readonly KeywayError NotVerified = new(3024, "The key answered without verifying its user.", "Set a PIN on the key or use another key.");
        public static readonly KeywayError ProtectionDowngraded = new(3025, "The key confirmed less protection of the credential than was asked for.", "Use another key and remove the credential from this one.");
        public static readonly KeywayError KeyRefused = new(3026, "The key refused the command.", "Unplug the key, plug it in and retry; the detail holds its status.");
        public static readonly KeywayError MalformedAnswer = new(3027, "The key's answer could not be understood.", "Plug it in again; if it happens again use another key.");
        public static readonly KeywayError BadRequest = new(3028, "The request to the key is not well formed.", "Check the relying party, the user and the hash; the detail names the part.");
        public static readonly KeywayError FileExists = new(3040, "The software key's file exists already.", "Choose another path, or remove the file, which destroys its credentials.");
        public static readonly KeywayError FileMissing = new(3041, "There is no software key at this path.", "Check the path, or create the key.");
        public static readonly KeywayError FileDamaged = new(3042, "The file is not a whole software key.", "Restore it from a copy, or create a new key and register it again.");
        public static readonly KeywayError FileUnsafe = new(3043, "The software key's file can be read or written by others.", "Make it yours alone: chmod 600.");
        public static readonly KeywayError FileNotWritable = new(3044, "The software key's file could not be written.", "Check the folder, its rights and the free space.");
        public static readonly KeywayError FileVersion = new(3045, "The software key's file was written by a newer Keyway.", "Use the newer Keyway.");
        public static readonly KeywayError BadOptions = new(3046, "The options of the new software key are not valid.", "PIN protocols are 1 and 2, the capacity is 1 to 1000.");
    }

    /// <summary>3100-3199: the computer: join, sign-in, status.</summary>
    public static class Device
    {
    }

    /// <summary>4000-4099: keyway-connect.</summary>
    public static class Connect
    {
    }

    /// <summary>5000-5099: the lab.</summary>
    public static class Lab
    {
    }

    /// <summary>Every error with its area's name, in the order of the numbers.</summary>
    public static IReadOnlyList<(string Area, KeywayError Error)> All { get; } =
        [.. typeof(Catalogue).GetNestedTypes()
            .SelectMany(area => area.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Where(field => field.FieldType == typeof(KeywayError))
                .Select(field => (area.Name, (KeywayError)field.GetValue(null)!)))
            .OrderBy(entry => entry.Item2.Number)];
}
