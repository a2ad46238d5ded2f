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
    }

    /// <summary>1050-1149: WebAuthn registration and assertion.</summary>
    public static class WebAuthn
    {
    }

    /// <summary>1200-1299: Kerberos messages, cryptography, PAC, minting, credential caches.</summary>
    public static class Kerberos
    {
        public static readonly KeywayError SecurityIdentifierMalformed = new(1240, "A security identifier has the wrong form.", "Compare the user's objectSid in your domain with what was synced, and run a full sync.");
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
