using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Security;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>Finds privileged people in an allow list. It starts from them, who are few, and not from the list, which may be everybody.</summary>
internal sealed class PrivilegedMemberSearch(DomainConnection connection)
{
    private const int MaximumPrivileged = 5000;

    private readonly AccessTokenReading _tokens = new(connection);

    /// <summary>Distinguished names of the privileged or protected people in any of the groups, however deeply nested, in order.</summary>
    public async Task<Result<IReadOnlyList<string>>> FindAsync(SecurityIdentifier domain, IReadOnlyList<RevealGroup> groups, CancellationToken cancellationToken)
    {
        if (groups.Count == 0)
            return new List<string>();
        if (!(await PrivilegedAsync(domain, cancellationToken).ConfigureAwait(false)).TryGet(out var people, out var refusal))
            return refusal;

        var members = new List<string>();
        foreach (var person in people)
        {
            if (!(await _tokens.GroupsOfAccountAsync(person.Dn, cancellationToken).ConfigureAwait(false)).TryGet(out var memberships, out refusal))
            {
                // Deleted meanwhile.
                if (refusal.Error == Catalogue.ActiveDirectory.NoSuchObject)
                    continue;
                return refusal;
            }

            var self = KerberosServerParts.SidOf(person);
            if (groups.Any(group => memberships.Contains(group.Sid) || group.Sid.Equals(self)))
                members.Add(person.Dn);
        }

        members.Sort(StringComparer.OrdinalIgnoreCase);
        return members;
    }

    private async Task<Result<IReadOnlyList<LdapEntry>>> PrivilegedAsync(SecurityIdentifier domain, CancellationToken cancellationToken)
    {
        var sids = PrivilegedGroups.In(domain).Select(sid => LdapFilter.Equal("objectSid", sid.ToBinary())).ToList();
        var search = new LdapSearch(connection.RootDse.DomainDn, LdapScope.Subtree, LdapFilter.And(LdapFilter.Equal("objectClass", "group"), LdapFilter.Or(sids)), "objectSid");
        if (!(await connection.SearchAsync(search, cancellationToken).ConfigureAwait(false)).TryGet(out var groups, out var refusal))
            return refusal;

        List<LdapFilter> kinds = [LdapFilter.Equal("adminCount", "1")];
        foreach (var group in groups)
        {
            kinds.Add(LdapFilter.InChain("memberOf", group.Dn));
            if (KerberosServerParts.SidOf(group) is { IsDomainAccount: true } sid)
                kinds.Add(LdapFilter.Equal("primaryGroupID", sid.RelativeIdentifier.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        // Kerberos' own accounts are protected too, and sign in nowhere.
        var people = LdapFilter.And(AccountSearch.People, LdapFilter.Not(LdapFilter.BeginsWith("sAMAccountName", "krbtgt")), LdapFilter.Or(kinds));
        return await connection.SearchAsync(new LdapSearch(connection.RootDse.DomainDn, LdapScope.Subtree, people, "objectSid") { MaxEntries = MaximumPrivileged }, cancellationToken).ConfigureAwait(false);
    }
}
