using System.Formats.Asn1;
using Keyway.ActiveDirectory.Ldap;

namespace Keyway.ActiveDirectory.Security;

/// <summary>Which parts of nTSecurityDescriptor are read or written ([MS-ADTS] 3.1.1.3.4.1.11).</summary>
internal static class SecurityDescriptorFlags
{
    private const int OwnerOnly = 1;
    private const int DaclOnly = 4;

    /// <summary>To judge access, the owner counts too.</summary>
    public static LdapControl OwnerAndDacl { get; } = Request(OwnerOnly | DaclOnly);

    /// <summary>To take ownership: everything else stays as it is.</summary>
    public static LdapControl Owner { get; } = Request(OwnerOnly);

    /// <summary>To write: owner, group and audit list stay as they are.</summary>
    public static LdapControl Dacl { get; } = Request(DaclOnly);

    private static LdapControl Request(int flags)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
            writer.WriteInteger(flags);
        return new LdapControl("1.2.840.113556.1.4.801", true, writer.Encode());
    }
}
