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

        public static readonly KeywayError SecurityIdentifierMalformed = new(1240, "A security identifier has the wrong form.", "Compare the user's objectSid in your domain with what was synced, and run a full sync.");

        public static readonly KeywayError PartialTicketRequestInvalid = new(1250, "A user's synced attributes cannot be put into a ticket.", "Check the user's sAMAccountName, objectSid, display name and user principal name in your domain, and run a full sync.");
        public static readonly KeywayError ClientKeyInvalid = new(1251, "A client key does not have 32 bytes.", "Sign in again; if it lasts, update the device and the server to the same version.");
        public static readonly KeywayError NotTicketGranting = new(1252, "What came in place of a ticket granting ticket is a ticket for something else.", "Sign in again; if it lasts, check that the device talks to your own identity server.");

        public static readonly KeywayError CacheMalformed = new(1260, "A credential cache file is damaged or of a version other than 4.", "Delete the file and sign in again.");
        public static readonly KeywayError CacheUnreadable = new(1261, "A credential cache file cannot be read.", "Check that the path exists and that you own the file, and sign in again if it does not.");
        public static readonly KeywayError CacheUnwritable = new(1262, "A credential cache file cannot be written.", "Check that its folder exists, that you may write there and that the disk is not full.");
    }

    /// <summary>1300-1399: what a key distribution center answers, or that none does. Up to 1393 the last two digits are the protocol's own error code (RFC 4120 7.5.9).</summary>
    public static class Kdc
    {
        public static readonly KeywayError NameExpired = new(1301, "The user's account has expired in the domain.", "Extend or clear the account's expiry date in your domain if this person still works for you.");
        public static readonly KeywayError ServiceExpired = new(1302, "The account of the service has expired in the domain.", "Extend or clear the expiry date of the service's account in your domain.");
        public static readonly KeywayError ClientUnknown = new(1306, "The domain does not know this user.", "Check that the synced sAMAccountName still exists in your domain, and run a full sync.");
        public static readonly KeywayError ServiceUnknown = new(1307, "The domain does not know the service, or no Kerberos server object has the ticket's branch id.", "Check the service's SPN, and for a sign-in compare both sides with 'keyway-connect kerberos-server get'.");
        public static readonly KeywayError NeverValid = new(1311, "The ticket that was asked for would never be valid.", "Check the clocks of the device and of the domain controller, and the ticket lifetimes in your domain's policy.");
        public static readonly KeywayError Policy = new(1312, "The domain's policy refuses the user or the Kerberos server object.", "Check that the user's account is enabled, and that the Kerberos server's computer account has its msDS-KrbTgtLink and the flag PARTIAL_SECRETS_ACCOUNT.");
        public static readonly KeywayError BadOption = new(1313, "The domain controller refuses an option of the request.", "Sign in again to get a ticket with fresh flags; if it lasts, check whether the account may be delegated or its ticket renewed.");
        public static readonly KeywayError EncryptionUnsupported = new(1314, "The domain has no key of an encryption type that both sides accept.", "Allow AES256 for the account by msDS-SupportedEncryptionTypes and have its password set again.");
        public static readonly KeywayError ClientRevoked = new(1318, "The user's account is disabled or locked in the domain.", "Enable or unlock the account in your domain if this person is to sign in.");
        public static readonly KeywayError ServiceRevoked = new(1319, "The account of the service is disabled or locked in the domain.", "Enable or unlock the service's account in your domain.");
        public static readonly KeywayError TicketRevoked = new(1320, "The domain controller does not exchange partial tickets of this user.", "Check that the user is in the Kerberos server's msDS-RevealOnDemandGroup and in no group of msDS-NeverRevealGroup, such as Domain Admins, and that the synced objectSid is right.");
        public static readonly KeywayError KeyExpired = new(1323, "The user's password has expired or must be changed at the next sign-in.", "Have the user change the password once, or clear \"User must change password at next logon\" in your domain.");
        public static readonly KeywayError PreAuthenticationFailed = new(1324, "The password is wrong.", "Type the password again; mind that an account locks after several wrong ones.");
        public static readonly KeywayError PreAuthenticationRequired = new(1325, "The domain controller asks for a proof of identity that Keyway cannot give.", "Allow sign-in by encrypted timestamp (PA-ENC-TIMESTAMP) with AES keys for this account in your domain.");
        public static readonly KeywayError ServiceUnavailable = new(1329, "The domain controller is too busy or still starting.", "Try again in a minute, and look at the health of your domain controllers if it lasts.");
        public static readonly KeywayError BadIntegrity = new(1331, "The domain controller finds the ticket or the request forged: the key behind it is not the domain's key of that version, or the ticket was changed.", "Compare the key versions of both sides with 'keyway-connect kerberos-server get' and publish the key again.");
        public static readonly KeywayError TicketExpired = new(1332, "The ticket has expired.", "Sign in again; if it happens at once, set the clocks of the device and of the domain controller by the same time source.");
        public static readonly KeywayError TicketNotYetValid = new(1333, "The ticket is not valid yet.", "Set the clocks of the identity server and of the domain controller by the same time source.");
        public static readonly KeywayError Repeat = new(1334, "The domain controller has seen the same request before.", "Try again; if it happens often, look for a program that repeats traffic on port 88.");
        public static readonly KeywayError NotUs = new(1335, "The ticket is not for this domain: no Kerberos server object has its branch id.", "Check with 'keyway-connect kerberos-server get' that the Kerberos server object still exists in your domain and that its Id equals the published one.");
        public static readonly KeywayError BadMatch = new(1336, "The ticket and its user do not belong together.", "Check that the synced sAMAccountName is the one in your domain, and run a full sync.");
        public static readonly KeywayError Skew = new(1337, "The clocks of the device and of the domain controller are too far apart.", "Set both clocks by the same time source; Kerberos allows five minutes.");
        public static readonly KeywayError BadAddress = new(1338, "The ticket is tied to another network address.", "Sign in again from this computer.");
        public static readonly KeywayError Modified = new(1341, "The request was changed on its way.", "Try again, and look for a program in between that changes traffic on port 88.");
        public static readonly KeywayError BadKeyVersion = new(1344, "The domain controller does not have the version of the Kerberos server's key that the ticket was made with.", "Compare the key versions of both sides with 'keyway-connect kerberos-server get' and publish the current key; AES256 must be allowed for the krbtgt account.");
        public static readonly KeywayError InappropriateChecksum = new(1350, "The domain controller does not accept the type of checksum in the request.", "Allow AES256 for Kerberos by your domain's policy on encryption types.");
        public static readonly KeywayError ResponseTooBig = new(1352, "The answer does not fit where the domain controller wanted to send it.", "Allow TCP to port 88 of your domain controllers.");
        public static readonly KeywayError Generic = new(1360, "The domain controller refuses without naming a reason that the protocol knows.", "Look into the domain controller's log at the time of the refusal; the detail beside this number says what it wrote.");
        public static readonly KeywayError WrongRealm = new(1368, "The domain controller does not serve this domain.", "Check that the domain controllers that you configured belong to the user's domain.");
        public static readonly KeywayError Unreachable = new(1394, "No domain controller answered.", "Check that the device reaches a domain controller of the user's domain on port 88 by TCP, and that DNS names the right ones.");
        public static readonly KeywayError NoneKnown = new(1395, "No domain controller is known for the domain.", "Check the DNS records _kerberos._tcp.dc._msdcs of your domain, or name domain controllers in the configuration.");
        public static readonly KeywayError ReplyUnexpected = new(1396, "What answered is not a reply to this request.", "Check that the address you configured is a domain controller, and look for a program in between that changes traffic on port 88.");
        public static readonly KeywayError ReplyUndecryptable = new(1397, "The reply was not made with the key that the request was made with.", "Sign in again; if it lasts, look for a machine that answers in place of your domain controller.");
        public static readonly KeywayError ReplyStale = new(1398, "The reply's ticket is not valid at this computer's time.", "Set the clocks of this computer and of the domain controller by the same time source.");
        public static readonly KeywayError Other = new(1399, "The domain controller refuses with an error code that Keyway has no text for.", "Look up the code in the detail beside this number and look into the domain controller's log.");
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
