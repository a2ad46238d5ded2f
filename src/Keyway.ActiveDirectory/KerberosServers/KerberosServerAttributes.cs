namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>The attributes that make a Kerberos server ([MS-ADTS] 6.1.1.3.2).</summary>
internal static class KerberosServerAttributes
{
    /// <summary>From the computer to its krbtgt account.</summary>
    public const string Link = "msDS-KrbTgtLink";

    /// <summary>The way back, kept by the directory.</summary>
    public const string BackLink = "msDS-KrbTgtLinkBl";

    /// <summary>The branch id, chosen by the domain controller.</summary>
    public const string Number = "msDS-SecondaryKrbTgtNumber";

    public const string KeyVersion = "msDS-KeyVersionNumber";

    public const string Allow = "msDS-RevealOnDemandGroup";

    public const string Deny = "msDS-NeverRevealGroup";

    public const string EncryptionTypes = "msDS-SupportedEncryptionTypes";

    public const string Control = "userAccountControl";

    public const string Keywords = "keywords";

    /// <summary>From the server object to the computer.</summary>
    public const string ServerReference = "serverReference";

    public static readonly string[] OfComputer = ["objectSid", "sAMAccountName", Control, "operatingSystem", EncryptionTypes, Link];

    public static readonly string[] OfUser = ["objectSid", "sAMAccountName", Control, EncryptionTypes, Number, KeyVersion, BackLink];

    public static readonly string[] OfConnectionPoint = ["objectClass", Keywords];

    public static readonly string[] OfServer = ["objectClass", "cn", ServerReference];

    public static readonly string[] OfSettings = ["objectClass", "objectGUID", "options"];
}
