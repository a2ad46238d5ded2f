namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>4170-4189: keyway-connect checks passwords.</summary>
    public static class ConnectPasswords
    {
        public static readonly KeywayError ArmourMissing = new(4170, "To check passwords, the connector needs an account of its own in the domain, by which it tells the domain from who plays it.", "Name --keytab /etc/krb5.keytab on a joined computer, or an account with --domain-user or --account-file.");
        public static readonly KeywayError KeytabAccountMissing = new(4171, "The keytab has no computer of this domain.", "Join the computer to the domain, or name an account of the file with --keytab-account.");
        public static readonly KeywayError ConnectorNeeded = new(4172, "Passwords are checked as a connector, not as a person.", "Name --connector-file.");
        public static readonly KeywayError NotAccepted = new(4173, "The domain does not accept the password.", "The word in brackets says why; correct the password, or what the domain has against the account.");
        public static readonly KeywayError CheckUnreadable = new(4174, "The identity server sent a password that this program cannot open.", "Start keyway-connect passwords again; if it happens again, something between it and the server changes what is sent.");
    }
}
