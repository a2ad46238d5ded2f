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
        public static readonly KeywayError EncryptionTypeUnsupported = new(1200, "A Kerberos key or message uses an encryption type that Keyway does not have.", "Allow AES256 for the account by msDS-SupportedEncryptionTypes in your domain and have its password set again.");
        public static readonly KeywayError DecryptionFailed = new(1201, "A Kerberos message was changed on its way or was made with another key.", "If it lasts, compare the key versions of both sides with 'keyway-connect kerberos-server get' and publish the key again.");
        public static readonly KeywayError KeyLengthWrong = new(1202, "A Kerberos key does not have the length that its encryption type asks for.", "Fetch the key from your domain again; what you have is cut or of another type.");
        public static readonly KeywayError StringToKeyUnsafe = new(1203, "The domain controller named password parameters that are unsafe to use.", "Check that the answer came from your own domain controller and that its iteration count for AES keys lies between 4096 and 1000000.");

        public static readonly KeywayError MessageMalformed = new(1210, "A Kerberos message does not follow its grammar.", "Check that the address you configured is a domain controller, and look for a program in between that changes traffic on port 88.");
        public static readonly KeywayError MessageTooLarge = new(1211, "A Kerberos message is larger than any that a domain sends.", "Check that the address you configured is a domain controller.");

        public static readonly KeywayError PacMalformed = new(1220, "The authorization data (PAC) in a ticket does not follow its grammar.", "Ask for a new ticket; if it happens again, report it with the name of the domain controller that issued it.");
        public static readonly KeywayError PacMissing = new(1221, "A ticket carries no authorization data (PAC), or a required part of it is missing.", "Ask for a new ticket, and check in your domain that the account does not have the flag NO_AUTH_DATA_REQUIRED.");
        public static readonly KeywayError PacSignatureInvalid = new(1222, "A signature of the authorization data (PAC) in a ticket is wrong.", "Treat the ticket as forged and find out where it came from; if it is your own, publish the Kerberos server's key again.");
        public static readonly KeywayError PacOfAnother = new(1223, "The authorization data (PAC) in a ticket belongs to another user than the ticket.", "Treat the ticket as forged and find out where it came from.");

        public static readonly KeywayError SecurityIdentifierMalformed = new(1240, "A security identifier has the wrong form.", "Compare the user's objectSid in your domain with what was synced, and run a full sync.");

        public static readonly KeywayError PartialTicketRequestInvalid = new(1250, "A user's synced attributes cannot be put into a ticket.", "Check the user's sAMAccountName, objectSid, display name and user principal name in your domain, and run a full sync.");
        public static readonly KeywayError ClientKeyInvalid = new(1251, "A client key does not have 32 bytes.", "Sign in again; if it lasts, update the device and the server to the same version.");
        public static readonly KeywayError NotTicketGranting = new(1252, "What came in place of a ticket granting ticket is a ticket for something else.", "Sign in again; if it lasts, check that the device talks to your own identity server.");

        public static readonly KeywayError CacheMalformed = new(1260, "A credential cache file is damaged or of a version other than 4.", "Delete the file and sign in again.");
        public static readonly KeywayError CacheUnreadable = new(1261, "A credential cache file cannot be read.", "Check that the path exists and that you own the file, and sign in again if it does not.");
        public static readonly KeywayError CacheUnwritable = new(1262, "A credential cache file cannot be written.", "Check that its folder exists, that you may write there and that the disk is not full.");
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
