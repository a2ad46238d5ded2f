namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>Rights on directory objects in the words of the tools that grant them.</summary>
internal static class AdministratorRights
{
    public static string Create(string objectClass, string parent) => $"Create {objectClass} objects on {parent}";

    /// <summary>Objects of a domain controller need this right on the domain too: DS-Install-Replica ([MS-ADTS] 5.1.3.2.1, [MS-SAMR] 3.1.1.8.10).</summary>
    public static string CreateOfDomainController(string objectClass, string parent, string domain) =>
        $"{Create(objectClass, parent)}, and Add/Remove Replica In Domain on {domain}";

    public static string Write(IEnumerable<string> attributes, string dn) => $"Write {string.Join(", ", attributes)} on {dn}";

    public static string ResetPassword(string dn) => $"Reset password on {dn}";

    public static string Delete(string dn) => $"Delete on {dn}";

    public static string ModifyPermissions(string dn) => $"Modify permissions on {dn}";
}
