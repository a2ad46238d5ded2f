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
        public static readonly KeywayError JwsMalformed = new(1600, "The signed token is malformed.", "Send a compact JWS of three base64url parts without critical extensions.");
        public static readonly KeywayError JweMalformed = new(1601, "The encrypted token is malformed.", "Send a compact JWE of the form this endpoint documents.");
        public static readonly KeywayError JweNotForUs = new(1602, "The encrypted token does not open with this key.", "Seal it to the key that the receiver shows now.");
        public static readonly KeywayError RsaBlobMalformed = new(1603, "The RSA public key blob is malformed or its key is too weak.", "Send an RSA1 blob of a key of 2048 to 4096 bits.");
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
