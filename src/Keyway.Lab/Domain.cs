namespace Keyway.Lab;

/// <summary>The lab's organisation: the names that stand in the documents and in the tests.</summary>
public static class Domain
{
    public const string DnsName = "contoso.corp.com";
    public const string Realm = "CONTOSO.CORP.COM";
    public const string NetBiosName = "CONTOSO";
    public const string BaseDn = "DC=contoso,DC=corp,DC=com";
    public const string ControllerHost = "dc1." + DnsName;
    public const string IntranetHost = "intranet." + DnsName;
    public const string Share = "//" + ControllerHost + "/data";
    public const string AllowedGroup = "Security Key Users";
    public const string Administrator = "Administrator";
    public const string AdministratorUpn = "Administrator@" + DnsName;

    /// <summary>The computer that is a member of the domain.</summary>
    public const string ComputerName = "PC2";

    /// <summary>Reads the directory for the sync, and is nobody otherwise.</summary>
    public const string SyncAccount = "svc-sync";

    /// <summary>Who signs in first at the identity server.</summary>
    public const string ServerAdministrator = "admin@" + DnsName;

    public const string TenantName = "Contoso";

    public static string Upn(string user) => user + "@" + DnsName;
}
