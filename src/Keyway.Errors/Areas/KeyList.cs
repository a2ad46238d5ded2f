namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>3700-3739: the companion KDC, which answers key lists for Samba domain controllers.</summary>
    public static class KeyList
    {
        public static readonly KeywayError SettingsUnusable = new(3700, "The settings file cannot be read, or it is not the JSON object that it must be.", "Write it as docs/admin/key-list.md shows; the detail names the file and the line.");
        public static readonly KeywayError SettingsExposed = new(3701, "Others than its owner may change the settings file, and with it whom the companion trusts.", "Take the write permission for group and others away from the file.");
        public static readonly KeywayError SettingInvalid = new(3702, "A setting is missing or is not one that makes sense.", "Correct the setting that the detail names.");
        public static readonly KeywayError AccountFileUnusable = new(3703, "The account file cannot be read or holds no account of this domain.", "Name the file that 'keyway-connect kerberos-server set --account-file' wrote for this domain, and make it the companion's own.");
        public static readonly KeywayError AccountFileExposed = new(3704, "Others than its owner may read the account file.", "Set its mode to 0600, and rotate the key with 'keyway-connect kerberos-server rotate' in case somebody did.");
        public static readonly KeywayError ListenFailed = new(3705, "The companion cannot listen on an address and port of its settings.", "Check that the address is this computer's, that no other KDC or directory server listens there, and that the account may bind ports below 1024.");
        public static readonly KeywayError KeyVersionUnknown = new(3706, "The partial ticket is under a key version that the domain no longer has, or has not shown yet.", "Compare both sides with 'keyway-connect kerberos-server get'; after a rotation the companion reads the keys again within a minute.");
        public static readonly KeywayError TicketUnproven = new(3707, "The partial ticket or its authenticator does not prove what it says, so no key list is added.", "See the detail; the domain controller answers the request by its own rules.");
        public static readonly KeywayError AuthenticatorRepeated = new(3708, "An authenticator came a second time, in another request.", "Look for who stands between the client and the companion; an honest client makes a new one for every request.");
        public static readonly KeywayError ReplyUnfit = new(3709, "The domain controller's reply is not the full ticket that was asked for, so no key list is added.", "See the detail; the reply went to the client as it was.");
        public static readonly KeywayError AccountUnsuitable = new(3710, "The account is not one whose NT hash is given out.", "Key lists are for people: not for computers, and not for members of Protected Users, who have no NTLM.");
        public static readonly KeywayError NtHashMissing = new(3711, "The account has no NT hash.", "Set or reset the account's password in a domain that keeps NT hashes; Kerberos works without.");
        public static readonly KeywayError TooMany = new(3712, "More requests are remembered than the companion keeps in mind, so it adds no key lists for the moment.", "Wait ten minutes, and look for the client that asks so often.");
        public static readonly KeywayError KeysMissing = new(3713, "The companion has not read the Kerberos server's keys yet.", "Run 'keyway-keylist check': it says what is missing.");
        public static readonly KeywayError ServerUnfit = new(3714, "The Kerberos server object lacks what the companion needs.", "Run 'keyway-connect kerberos-server set' as a member of Domain Admins; the detail names what is missing.");
        public static readonly KeywayError Broken = new(3715, "The companion could not do its work because of a bug or a broken computer.", "Report it with the detail and the version.");
    }
}
