using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.Connect.Synchronization;

/// <summary>Finds in the domain what the names of a scope mean. A name that means nothing is refused: what lay below it would look deleted.</summary>
internal sealed class ScopeReading(DomainConnection connection)
{
    // GROUP_TYPE_SECURITY_ENABLED is the sign bit of a 32-bit number ([MS-ADTS] 2.2.12).
    private const long SecurityEnabled = 0x8000_0000;

    /// <summary>The scope, or <c>KW4134</c>, <c>KW4135</c>.</summary>
    public async Task<Result<SyncScope>> ReadAsync(ScopeNames names, CancellationToken cancellationToken)
    {
        if (!(await PlacesAsync(names.Include, cancellationToken)).TryGet(out var include, out var refusal)
            || !(await PlacesAsync(names.Exclude, cancellationToken)).TryGet(out var exclude, out refusal))
            return refusal;
        if (names.Group is null)
            return new SyncScope(include, exclude, null);
        return (await GroupAsync(names.Group, cancellationToken)).TryGet(out var group, out refusal) ? new SyncScope(include, exclude, group) : refusal;
    }

    /// <summary>Anchors of all in a group, nested ones too, groups among them.</summary>
    public async Task<Result<IReadOnlySet<Guid>>> MembersAsync(ScopeGroup group, CancellationToken cancellationToken)
    {
        var search = new LdapSearch(connection.RootDse.DomainDn, LdapScope.Subtree, LdapFilter.InChain("memberOf", group.Dn), "objectGUID");
        if (!(await connection.SearchAsync(search, cancellationToken)).TryGet(out var entries, out var refusal))
            return refusal;
        return entries.Select(entry => entry.Guid("objectGUID")).OfType<Guid>().ToHashSet();
    }

    private async Task<Result<IReadOnlyList<string>>> PlacesAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var places = new List<string>();
        foreach (var name in names)
        {
            if (!(await connection.ReadAsync(name, ["objectGUID"], cancellationToken)).TryGet(out var entry, out var refusal))
                return IsMistake(refusal) ? new Refusal(Catalogue.Synchronization.ScopeUnknown, name) : refusal;
            places.Add(entry.Dn);
        }

        return places;
    }

    private async Task<Result<ScopeGroup>> GroupAsync(string name, CancellationToken cancellationToken)
    {
        var isDn = name.Contains('=', StringComparison.Ordinal);
        var isGroup = LdapFilter.Equal("objectCategory", "group");
        var search = new LdapSearch(
            isDn ? name : connection.RootDse.DomainDn, isDn ? LdapScope.Base : LdapScope.Subtree,
            isDn ? isGroup : LdapFilter.And(isGroup, LdapFilter.Equal("sAMAccountName", name)), "objectGUID", "groupType");
        if (!(await connection.SearchAsync(search, cancellationToken)).TryGet(out var found, out var refusal))
            return IsMistake(refusal) ? new Refusal(Catalogue.Synchronization.ScopeUnknown, name) : refusal;
        if (found is not [var group] || group.Guid("objectGUID") is not { } anchor)
            return new Refusal(Catalogue.Synchronization.ScopeUnknown, name);
        return ((group.Integer("groupType") ?? 0) & SecurityEnabled) == 0 ? new Refusal(Catalogue.Synchronization.ScopeGroupUnsuitable, name) : new ScopeGroup(anchor, group.Dn);
    }

    private static bool IsMistake(Refusal refusal) => refusal.Error == Catalogue.ActiveDirectory.NoSuchObject || refusal.Error == Catalogue.ActiveDirectory.DirectoryRefused;
}
