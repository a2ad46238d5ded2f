namespace Keyway.Errors;

public static partial class Catalogue
{
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
        public static readonly KeywayError NoneKnown = new(1395, "No domain controller is known for the domain.", "Check the DNS records _ldap._tcp.dc._msdcs of your domain, or name domain controllers in the configuration.");
        public static readonly KeywayError ReplyUnexpected = new(1396, "What answered is not a reply to this request.", "Check that the address you configured is a domain controller, and look for a program in between that changes traffic on port 88.");
        public static readonly KeywayError ReplyUndecryptable = new(1397, "The reply was not made with the key that the request was made with.", "Sign in again; if it lasts, look for a machine that answers in place of your domain controller.");
        public static readonly KeywayError ReplyStale = new(1398, "The reply's ticket is not valid at this computer's time.", "Set the clocks of this computer and of the domain controller by the same time source.");
        public static readonly KeywayError Other = new(1399, "The domain controller refuses with an error code that Keyway has no text for.", "Look up the code in the detail beside this number and look into the domain controller's log.");
    }
}
