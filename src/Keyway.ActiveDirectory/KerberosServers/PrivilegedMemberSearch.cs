using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Security;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>Finds privileged people in an allow list. It starts from them, who are few, and not from the list, which may be everybody.</summary>
internal sealed class PrivilegedMemberSearch(DomainConnection connection)
{
    private readonly AccessTokenReading _tokens = new(connection);

    /// <summary>Distinguished names of the privileged or protected people in any of the groups, however deeply nested, in order.</summary>
    public async Task<Result<IReadOnlyList<string>>> FindAsync(SecurityIdentifier domain, IReadOnlyList<RevealGroup> groups, CancellationToken cancellationToken)
    {
        if (groups.Count == 0)
            return new List<string>();
        if (!(await new PrivilegedPeople(connection).FindAsync(domain, cancellationToken).ConfigureAwait(false)).TryGet(out var people, out var refusal))
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
}
