using Keyway.ActiveDirectory.Ldap;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>msDS-SupportedEncryptionTypes ([MS-KILE] 2.2.7).</summary>
internal static class EncryptionTypes
{
    private const long Aes256 = 0x10;

    // DES, RC4 and AES with either checksum; the higher bits say other things.
    private const long Ciphers = 0x3F;

    /// <summary>The account names AES256, or names no cipher at all, which leaves it to the domain.</summary>
    public static bool AllowAes256(LdapEntry account) =>
        account.Integer(KerberosServerAttributes.EncryptionTypes) is not { } types || (types & Ciphers) == 0 || (types & Aes256) != 0;
}
