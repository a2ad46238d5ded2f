using Keyway.ActiveDirectory.KerberosServers;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Security;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Delegation;

/// <summary>
/// Gives an account exactly the right that synchronisation needs, takes it back, and proves what it holds. That right is DS-Replication-Get-Changes on the domain, which shows all
/// changes of all objects and no secret ([MS-ADTS] 3.1.1.3.4.1.3); its neighbour DS-Replication-Get-Changes-All would show every password's hash.
/// </summary>
public sealed class SyncDelegation(DomainConnection connection)
{
    private static readonly Guid GetChanges = new("1131f6aa-9c07-11d1-f79f-00c04fc2dcd2");
    private static readonly Guid GetChangesInFilteredSet = new("89e95b76-444d-4c62-991a-0facbeda640c");

    private static readonly (string Right, AccessMask Mask, Guid? About)[] Dangerous =
    [
        ("Replicating Directory Changes All", AccessMask.ControlAccess, ExtendedRights.ReplicateSecrets),
        ("Replicating Directory Changes In Filtered Set", AccessMask.ControlAccess, GetChangesInFilteredSet),
        ("Modify permissions", AccessMask.WriteDacl, null),
        ("Modify owner", AccessMask.WriteOwner, null),
        ("Full control", AccessMask.FullControl, null),
    ];

    // What the control word says of the list; the rest is about parts that are not written.
    private const SecurityDescriptorControl OfDacl = SecurityDescriptorControl.DaclPresent | SecurityDescriptorControl.DaclAutoInherited | SecurityDescriptorControl.DaclProtected;

    private readonly AccountSearch _accounts = new(connection);
    private readonly SecurityDescriptorReading _descriptors = new(connection);

    private string DomainDn => connection.RootDse.DomainDn;

    /// <summary>What <see cref="GrantAsync"/>, or with <paramref name="revoke"/> <see cref="RevokeAsync"/>, would change. Writes nothing.</summary>
    /// <param name="account">A user principal name, an account name, a SID or a distinguished name of a user, a managed service account or a group.</param>
    public async Task<Result<IReadOnlyList<PlannedChange>>> PlanAsync(string account, bool revoke, CancellationToken cancellationToken = default) =>
        (await ChangesAsync(account, Kind(revoke), cancellationToken).ConfigureAwait(false)).TryGet(out var changes, out var refusal)
            ? changes.Select(change => change.Planned).ToList()
            : refusal;

    /// <summary>Adds one entry to the access control list of the domain; run again it changes nothing. Refused with <see cref="Catalogue.ActiveDirectory.SyncAccountTooWide"/> for everybody.</summary>
    /// <returns>The change that was made, or none.</returns>
    public Task<Result<IReadOnlyList<PlannedChange>>> GrantAsync(string account, IProgress<PlannedChange>? made = null, CancellationToken cancellationToken = default) =>
        MakeAsync(account, PlannedChangeKind.Grant, made, cancellationToken);

    /// <summary>Takes exactly that entry away again, and leaves every other one.</summary>
    /// <returns>The change that was made, or none.</returns>
    public Task<Result<IReadOnlyList<PlannedChange>>> RevokeAsync(string account, IProgress<PlannedChange>? made = null, CancellationToken cancellationToken = default) =>
        MakeAsync(account, PlannedChangeKind.Revoke, made, cancellationToken);

    /// <summary>Reads the domain's security descriptor back and evaluates it for everything in the account's token.</summary>
    public async Task<Result<IReadOnlyList<DelegatedRight>>> ProveAsync(string account, CancellationToken cancellationToken = default)
    {
        if (!(await FindAsync(account, cancellationToken).ConfigureAwait(false)).TryGet(out var found, out var refusal)
            || !(await new AccessTokenReading(connection).ReadAsync(found.Dn, found.Sid, cancellationToken).ConfigureAwait(false)).TryGet(out var token, out refusal)
            || !(await _descriptors.ReadAsync(DomainDn, cancellationToken).ConfigureAwait(false)).TryGet(out var descriptor, out refusal))
            return refusal;
        var access = new ObjectAccess(descriptor, self: null);
        List<DelegatedRight> rights = [new("Replicating Directory Changes", DomainDn, true, access.Grants(token, AccessMask.ControlAccess, GetChanges))];
        rights.AddRange(Dangerous.Select(right => new DelegatedRight(
            right.Right, DomainDn, false, right.About is { } about ? access.Grants(token, right.Mask, about) : access.Grants(token, right.Mask))));
        return rights;
    }

    private static PlannedChangeKind Kind(bool revoke) => revoke ? PlannedChangeKind.Revoke : PlannedChangeKind.Grant;

    // In the canonical order explicit entries stand before inherited ones, and the denials before them ([MS-DTYP] 2.4.5).
    private static List<AccessControlEntry> With(IReadOnlyList<AccessControlEntry> entries, AccessControlEntry entry)
    {
        var all = entries.ToList();
        var inherited = all.FindIndex(present => present.IsInherited);
        all.Insert(inherited < 0 ? all.Count : inherited, entry);
        return all;
    }

    private async Task<Result<IReadOnlyList<PlannedChange>>> MakeAsync(string account, PlannedChangeKind kind, IProgress<PlannedChange>? made, CancellationToken cancellationToken)
    {
        if (!(await ChangesAsync(account, kind, cancellationToken).ConfigureAwait(false)).TryGet(out var changes, out var refusal))
            return refusal;
        foreach (var change in changes)
        {
            refusal = await change.MakeAsync(connection, cancellationToken).ConfigureAwait(false);
            if (refusal is not null)
                return refusal;
            made?.Report(change.Planned);
        }

        // Lists are written whole: whoever wrote at the same moment may have undone this.
        if (changes.Count > 0 && (!(await ChangesAsync(account, kind, cancellationToken).ConfigureAwait(false)).TryGet(out var left, out refusal) || left.Count > 0))
            return refusal ?? new Refusal(Catalogue.ActiveDirectory.ChangedMeanwhile, DomainDn);
        return changes.Select(change => change.Planned).ToList();
    }

    private async Task<Result<IReadOnlyList<DirectoryChange>>> ChangesAsync(string account, PlannedChangeKind kind, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(account, cancellationToken).ConfigureAwait(false)).TryGet(out var found, out var refusal))
            return refusal;
        if (kind == PlannedChangeKind.Grant && await FindWidthAsync(found.Dn, found.Sid, cancellationToken).ConfigureAwait(false) is { } tooWide)
            return tooWide;
        if (!(await _descriptors.ReadAsync(DomainDn, cancellationToken).ConfigureAwait(false)).TryGet(out var descriptor, out refusal))
            return refusal;

        // Without a list everybody may do everything: there is nothing to add to it, and adding one would take rights away.
        if (descriptor.Dacl is not { } list)
            return new List<DirectoryChange>();
        var entry = AccessControlEntry.ExtendedRight(found.Sid, GetChanges);
        if (list.Entries.Contains(entry) == (kind == PlannedChangeKind.Grant))
            return new List<DirectoryChange>();
        IReadOnlyList<AccessControlEntry> entries = kind == PlannedChangeKind.Grant ? With(list.Entries, entry) : [.. list.Entries.Where(present => !present.Equals(entry))];
        var changed = new SecurityDescriptor { Control = descriptor.Control & OfDacl, Dacl = new AccessControlList(AccessControlList.DirectoryRevision, entries) };
        return new List<DirectoryChange> { DirectoryChange.ReplaceAccessList(kind, DomainDn, changed, $"allow {found.Dn} ({found.Sid}): Replicating Directory Changes") };
    }

    /// <summary>A group into which everybody was put is as wide as everybody.</summary>
    private async Task<Refusal?> FindWidthAsync(string dn, SecurityIdentifier sid, CancellationToken cancellationToken)
    {
        if (WidePrincipals.Contains(sid))
            return new Refusal(Catalogue.ActiveDirectory.SyncAccountTooWide, dn);
        var kinds = LdapFilter.Or(LdapFilter.Equal("objectClass", "group"), LdapFilter.Equal("objectClass", "foreignSecurityPrincipal"));
        var search = new LdapSearch(DomainDn, LdapScope.Subtree, LdapFilter.And(kinds, LdapFilter.InChain("memberOf", dn)), "objectSid");
        if (!(await connection.SearchAsync(search, cancellationToken).ConfigureAwait(false)).TryGet(out var inside, out var refusal))
            return refusal;
        return inside.FirstOrDefault(entry => KerberosServerParts.SidOf(entry) is { } member && WidePrincipals.Contains(member)) is { } wide
            ? new Refusal(Catalogue.ActiveDirectory.SyncAccountTooWide, $"{dn} holds {wide.Dn}")
            : null;
    }

    private async Task<Result<(string Dn, SecurityIdentifier Sid)>> FindAsync(string account, CancellationToken cancellationToken)
    {
        // Builtin and well-known principals are no accounts of the domain: refused by their SID, before anybody looks for them.
        if (SecurityIdentifier.Parse(account).TryGet(out var named, out _) && WidePrincipals.Contains(named))
            return new Refusal(Catalogue.ActiveDirectory.SyncAccountTooWide, account);
        if (!(await _accounts.FindAsync(account, AccountSearch.Principals, ["objectSid", "userPrincipalName"], cancellationToken).ConfigureAwait(false)).TryGet(out var entry, out var refusal))
            return refusal;
        return KerberosServerParts.SidOf(entry) is { } sid ? (entry.Dn, sid) : new Refusal(Catalogue.KerberosServerObject.AccountUnknown, account);
    }
}
