using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>Whether the domain may use AES256 keys: partial tickets have no others.</summary>
internal sealed class EncryptionInspection(DomainConnection connection)
{
    // DS_BEHAVIOR_WIN2008 ([MS-ADTS] 6.1.4.3): below it the accounts of the domain have no AES keys.
    private const int FirstLevelWithAes = 3;

    private const string DomainControllers = "516";

    /// <summary>Null, or <c>KW1509</c> naming what keeps AES256 out.</summary>
    public async Task<Refusal?> CheckAsync(CancellationToken cancellationToken)
    {
        if (connection.RootDse.DomainFunctionality is < FirstLevelWithAes)
            return new Refusal(Catalogue.KerberosServerObject.AesRefused, $"functional level of {connection.RootDse.DomainDn}");

        // What a policy allows the domain controllers shows in their own accounts; the domain's krbtgt account may be restricted by hand.
        var accounts = LdapFilter.And(
            LdapFilter.Present(KerberosServerAttributes.EncryptionTypes),
            LdapFilter.Or(LdapFilter.Equal("primaryGroupID", DomainControllers), LdapFilter.Equal("sAMAccountName", "krbtgt")));
        var search = new LdapSearch(connection.RootDse.DomainDn, LdapScope.Subtree, accounts, KerberosServerAttributes.EncryptionTypes);
        if (!(await connection.SearchAsync(search, cancellationToken).ConfigureAwait(false)).TryGet(out var found, out var refusal))
            return refusal;
        return found.FirstOrDefault(account => !EncryptionTypes.AllowAes256(account)) is { } refusing
            ? new Refusal(Catalogue.KerberosServerObject.AesRefused, $"{KerberosServerAttributes.EncryptionTypes} of {refusing.Dn}")
            : null;
    }
}
