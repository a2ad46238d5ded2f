using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>Finds the one account that a person means.</summary>
internal sealed class AccountSearch(DomainConnection connection)
{
    /// <summary>Users and managed service accounts, which are computers to the directory, and groups.</summary>
    public static readonly LdapFilter Principals = LdapFilter.Or(LdapFilter.Equal("objectClass", "user"), LdapFilter.Equal("objectClass", "group"));

    /// <summary>People only.</summary>
    public static readonly LdapFilter People = LdapFilter.And(LdapFilter.Equal("objectClass", "user"), LdapFilter.Not(LdapFilter.Equal("objectClass", "computer")));

    /// <summary>The account; <c>KW1511</c> for none and for more than one.</summary>
    /// <param name="name">A user principal name, an account name with or without domain, a SID or a distinguished name.</param>
    /// <param name="kind">What it may be.</param>
    /// <param name="attributes">What to read of it.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<Result<LdapEntry>> FindAsync(string name, LdapFilter kind, IReadOnlyList<string> attributes, CancellationToken cancellationToken)
    {
        var byDn = name.Contains('=', StringComparison.Ordinal);
        var search = new LdapSearch(byDn ? name : connection.RootDse.DomainDn, byDn ? LdapScope.Base : LdapScope.Subtree, byDn ? kind : LdapFilter.And(kind, Names(name)), attributes);
        if (!(await connection.SearchAsync(search, cancellationToken).ConfigureAwait(false)).TryGet(out var found, out var refusal))
        {
            var isMistake = byDn && (refusal.Error == Catalogue.ActiveDirectory.NoSuchObject || refusal.Error == Catalogue.ActiveDirectory.DirectoryRefused);
            return isMistake ? new Refusal(Catalogue.KerberosServerObject.AccountUnknown, name) : refusal;
        }

        // A name that one account has explicitly beats the same name as another's implicit one.
        var exact = found.Where(entry => name.Equals(entry.Text("userPrincipalName"), StringComparison.OrdinalIgnoreCase)).ToList();
        var account = exact.Count == 1 ? exact[0] : found is [var only] ? only : null;
        return account is null ? new Refusal(Catalogue.KerberosServerObject.AccountUnknown, $"{name}: {found.Count} found") : account;
    }

    private LdapFilter Names(string name)
    {
        if (SecurityIdentifier.Parse(name).TryGet(out var sid, out _))
            return LdapFilter.Equal("objectSid", sid.ToBinary());

        var at = name.LastIndexOf('@');
        if (at < 0)
            return LdapFilter.Equal("sAMAccountName", name[(name.IndexOf('\\', StringComparison.Ordinal) + 1)..]);

        // The account name at the domain's own name is every account's implicit user principal name ([MS-ADTS] 5.1.1.1.1).
        var explicitly = LdapFilter.Equal("userPrincipalName", name);
        return name[(at + 1)..].Equals(DistinguishedName.DnsNameOf(connection.RootDse.DomainDn), StringComparison.OrdinalIgnoreCase)
            ? LdapFilter.Or(explicitly, LdapFilter.Equal("sAMAccountName", name[..at]))
            : explicitly;
    }
}
