using Keyway.ActiveDirectory.Ldap;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>Computers out of directory entries.</summary>
internal static class ComputerEntries
{
    public static DirectoryComputer Read(LdapEntry entry, EntryIdentity identity) => new()
    {
        ObjectGuid = identity.ObjectGuid,
        Sid = identity.Sid,
        Dn = identity.Dn,
        SamAccountName = entry.Text("sAMAccountName")!,
        DnsHostName = entry.Text("dNSHostName"),
        OperatingSystem = entry.Text("operatingSystem"),
        OperatingSystemVersion = entry.Text("operatingSystemVersion"),
        Enabled = entry.Integer("userAccountControl") is { } control && (control & (long)UserAccountControl.AccountDisabled) == 0,
        UserCertificates = entry.Values("userCertificate"),
    };
}
