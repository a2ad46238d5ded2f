using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>Turns what a person calls a group into the group.</summary>
internal sealed class RevealGroupSearch(DomainConnection connection)
{
    // BUILTIN\Administrators, Account Operators, Server Operators, Backup Operators.
    private static readonly string[] BuiltinDenied = ["S-1-5-32-544", "S-1-5-32-548", "S-1-5-32-549", "S-1-5-32-551"];

    // Domain Admins, Domain Controllers, Cert Publishers, Schema Admins, Enterprise Admins, Denied RODC Password Replication Group.
    private static readonly uint[] DomainDenied = [512, 516, 517, 518, 519, 572];

    /// <summary>The groups, without repetition; <c>KW1504</c> or <c>KW1508</c> naming the first that is not one.</summary>
    public async Task<Result<IReadOnlyList<RevealGroup>>> ResolveAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var groups = new List<RevealGroup>();
        foreach (var name in names)
        {
            if (!(await FindAsync(name, cancellationToken).ConfigureAwait(false)).TryGet(out var found, out var refusal))
                return refusal;
            if (found.Count != 1)
                return new Refusal(found.Count == 0 ? Catalogue.KerberosServerObject.GroupUnknown : Catalogue.KerberosServerObject.GroupAmbiguous, name);
            if (groups.TrueForAll(group => !group.Sid.Equals(found[0].Sid)))
                groups.Add(found[0]);
        }

        return groups;
    }

    /// <summary>The privileged groups that never get tickets by default. Schema and Enterprise Admins exist only in the forest's root domain; elsewhere they are members of the denied group.</summary>
    public async Task<Result<IReadOnlyList<RevealGroup>>> DefaultDenyAsync(SecurityIdentifier domain, CancellationToken cancellationToken)
    {
        var groups = new List<RevealGroup>();
        foreach (var sid in BuiltinDenied.Concat(DomainDenied.Select(rid => domain.Child(rid).ToString())))
        {
            if (!(await FindAsync(sid, cancellationToken).ConfigureAwait(false)).TryGet(out var found, out var refusal))
                return refusal;
            groups.AddRange(found);
        }

        return groups;
    }

    /// <summary>The group with this SID; none when the domain has not got it.</summary>
    public Task<Result<List<RevealGroup>>> FindAsync(SecurityIdentifier sid, CancellationToken cancellationToken) => FindAsync(sid.ToString(), cancellationToken);

    private async Task<Result<List<RevealGroup>>> FindAsync(string name, CancellationToken cancellationToken)
    {
        var group = LdapFilter.Equal("objectClass", "group");
        var byDn = name.Contains('=', StringComparison.Ordinal);
        var bare = name[(name.IndexOf('\\', StringComparison.Ordinal) + 1)..];
        var filter = byDn ? group
            : LdapFilter.And(group, SecurityIdentifier.Parse(name).TryGet(out var sid, out _)
                ? LdapFilter.Equal("objectSid", sid.ToBinary())
                : LdapFilter.Or(LdapFilter.Equal("sAMAccountName", bare), LdapFilter.Equal("cn", bare)));
        var search = new LdapSearch(byDn ? name : connection.RootDse.DomainDn, byDn ? LdapScope.Base : LdapScope.Subtree, filter, "objectSid", "sAMAccountName");
        if (!(await connection.SearchAsync(search, cancellationToken).ConfigureAwait(false)).TryGet(out var entries, out var refusal))
        {
            // A name that is no distinguished name, or of an object that is not there, is the caller's mistake, not a failure of the directory.
            var isMistake = byDn && (refusal.Error == Catalogue.ActiveDirectory.NoSuchObject || refusal.Error == Catalogue.ActiveDirectory.DirectoryRefused);
            return isMistake ? new Refusal(Catalogue.KerberosServerObject.GroupUnknown, name) : refusal;
        }

        return entries
            .Select(entry => KerberosServerParts.SidOf(entry) is { } found ? new RevealGroup(entry.Dn, found, entry.Text("sAMAccountName") ?? DistinguishedName.FirstValueOf(entry.Dn)) : null)
            .OfType<RevealGroup>()
            .ToList();
    }
}
