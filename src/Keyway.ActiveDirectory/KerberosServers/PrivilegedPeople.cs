using System.Globalization;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Reading;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>
/// The people who are privileged or protected, found from the privileged groups down. Asked for everybody <i>in chain</i> of a group, Samba climbs up from each object of the domain; here each
/// group is read once. Only what cannot be read so is asked for in chain: no answer may be shorter for it. For one search.
/// </summary>
internal sealed class PrivilegedPeople(DomainConnection connection)
{
    private const int MaximumPeople = 5000;
    private const int TermsAtOnce = 200;

    private static readonly string[] Attributes = ["objectClass", "objectGUID", "objectSid", "sAMAccountName"];

    // Kerberos' own accounts are protected too, and sign in nowhere.
    private static readonly LdapFilter People = LdapFilter.And(AccountSearch.People, LdapFilter.Not(LdapFilter.BeginsWith("sAMAccountName", "krbtgt")));

    private readonly MemberReading _members = new(connection);
    private readonly MemberListRights _rights = new(connection);
    private readonly Dictionary<Guid, LdapEntry> _people = [];

    // Everything that was met: a group that holds itself is walked once.
    private readonly HashSet<Guid> _met = [];

    // What cannot be followed here: a group whose members this account may not read, a member that it may not see or that another domain keeps.
    private readonly List<LdapFilter> _unseen = [];

    private readonly List<LdapFilter> _primary = [];

    private string DomainDn => connection.RootDse.DomainDn;

    /// <summary>Each with objectGUID and objectSid; <c>KW1412</c> beyond 5,000.</summary>
    public async Task<Result<IReadOnlyList<LdapEntry>>> FindAsync(SecurityIdentifier domain, CancellationToken cancellationToken)
    {
        var sids = PrivilegedGroups.In(domain).Select(sid => LdapFilter.Equal("objectSid", sid.ToBinary())).ToList();
        var search = new LdapSearch(DomainDn, LdapScope.Subtree, LdapFilter.And(LdapFilter.Equal("objectClass", "group"), LdapFilter.Or(sids)), Attributes);
        if (!(await connection.SearchAsync(search, cancellationToken).ConfigureAwait(false)).TryGet(out var groups, out var refusal))
            return refusal;

        // They hold each other: each is read once.
        _met.UnionWith(groups.Select(group => group.Guid("objectGUID")).OfType<Guid>());
        var failed = await WalkAsync(groups, cancellationToken).ConfigureAwait(false) ?? await LookAsync(cancellationToken).ConfigureAwait(false);
        return failed is not null ? failed : _people.Values.ToList();
    }

    // Breadth first, so that a level of people costs one search for each 200 of them.
    private async Task<Refusal?> WalkAsync(IReadOnlyList<LdapEntry> groups, CancellationToken cancellationToken)
    {
        while (groups.Count > 0)
        {
            var named = new List<DirectoryReference>();
            foreach (var group in groups)
            {
                if (group.Guid("objectGUID") is not { } guid)
                    return new Refusal(Catalogue.ActiveDirectory.ObjectUnidentified, LdapRefusals.Printable(group.Dn));
                if (!(await _members.ReadAsync(guid, group.Dn, null, cancellationToken).ConfigureAwait(false)).TryGet(out var members, out var refusal))
                    return refusal;

                named.AddRange(members.Where(member => _met.Add(member.ObjectGuid)));
                if (members.Count == 0)
                {
                    if (!(await _rights.AreShownAsync(group, cancellationToken).ConfigureAwait(false)).TryGet(out var shown, out refusal))
                        return refusal;
                    if (!shown)
                        _unseen.Add(LdapFilter.InChain("memberOf", group.Dn));
                }

                if (KerberosServerParts.SidOf(group) is { IsDomainAccount: true } sid)
                    _primary.Add(LdapFilter.Equal("primaryGroupID", sid.RelativeIdentifier.ToString(CultureInfo.InvariantCulture)));
            }

            var next = new List<LdapEntry>();
            foreach (var part in named.Chunk(TermsAtOnce))
            {
                if (await ResolveAsync(part, next, cancellationToken).ConfigureAwait(false) is { } failed)
                    return failed;
            }

            groups = next;
        }

        return null;
    }

    private async Task<Refusal?> ResolveAsync(IReadOnlyList<DirectoryReference> part, List<LdapEntry> groups, CancellationToken cancellationToken)
    {
        var open = part.ToDictionary(member => member.ObjectGuid, member => member.Dn);
        var filter = LdapFilter.Or([.. open.Keys.Select(guid => LdapFilter.Equal("objectGUID", guid.ToByteArray()))]);
        if (!(await connection.SearchAsync(new LdapSearch(DomainDn, LdapScope.Subtree, filter, Attributes) { MaxEntries = TermsAtOnce }, cancellationToken).ConfigureAwait(false)).TryGet(out var entries, out var refusal))
            return refusal;

        foreach (var entry in entries)
        {
            if (entry.Guid("objectGUID") is not { } guid || !open.ContainsKey(guid))
                return new Refusal(Catalogue.ActiveDirectory.ObjectGuidTwice, LdapRefusals.Printable(entry.Dn));
            var classes = entry.Texts("objectClass");
            if (classes.Count == 0)
                continue;
            open.Remove(guid);
            if (Is(classes, "group") || Is(classes, "groupOfNames"))
                groups.Add(entry);
            else if (IsPerson(classes, entry) && Add(guid, entry) is { } tooMany)
                return tooMany;
        }

        _unseen.AddRange(open.Values.Select(dn => LdapFilter.InChain("memberOf", dn)));
        return null;
    }

    // What no list of members showed. adminCount has no index, so that it costs a look at every account.
    private async Task<Refusal?> LookAsync(CancellationToken cancellationToken)
    {
        foreach (var terms in _primary.Chunk(TermsAtOnce).Concat(_unseen.Prepend(LdapFilter.Equal("adminCount", "1")).Chunk(TermsAtOnce)))
        {
            var search = new LdapSearch(DomainDn, LdapScope.Subtree, LdapFilter.And(LdapFilter.Or(terms), People), Attributes) { MaxEntries = MaximumPeople };
            if (!(await connection.SearchAsync(search, cancellationToken).ConfigureAwait(false)).TryGet(out var entries, out var refusal))
                return refusal;
            foreach (var entry in entries)
            {
                if (entry.Guid("objectGUID") is not { } guid)
                    return new Refusal(Catalogue.ActiveDirectory.ObjectUnidentified, LdapRefusals.Printable(entry.Dn));
                if (Add(guid, entry) is { } tooMany)
                    return tooMany;
            }
        }

        return null;
    }

    private Refusal? Add(Guid guid, LdapEntry person)
    {
        _people[guid] = person;
        return _people.Count > MaximumPeople ? new Refusal(Catalogue.ActiveDirectory.TooManyEntries, "privileged people") : null;
    }

    private static bool IsPerson(IReadOnlyList<string> classes, LdapEntry entry) =>
        Is(classes, "user") && !Is(classes, "computer") && entry.Text("sAMAccountName")?.StartsWith("krbtgt", StringComparison.OrdinalIgnoreCase) is not true;

    private static bool Is(IReadOnlyList<string> classes, string name) => classes.Contains(name, StringComparer.OrdinalIgnoreCase);
}
