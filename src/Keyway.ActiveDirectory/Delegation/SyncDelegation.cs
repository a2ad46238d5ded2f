using Keyway.ActiveDirectory.KerberosServers;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Security;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Delegation;

/// <summary>
/// Gives an account exactly the rights that synchronisation needs, takes them back, and proves what it holds. DS-Replication-Get-Changes on the domain shows all
/// changes of all objects and no secret ([MS-ADTS] 3.1.1.3.4.1.3); its neighbour DS-Replication-Get-Changes-All would show every password's hash. Deletions are told only to who may
/// also see into the container of deleted objects.
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

    /// <summary>
    /// Adds one entry to the access control list of the domain and one to that of its deleted objects, whose ownership it takes first when it is not shown the list. Each change is made
    /// on its own, in this order; run again it makes those that are missing. Refused with <see cref="Catalogue.ActiveDirectory.SyncAccountTooWide"/> for everybody.
    /// </summary>
    /// <returns>The changes that were made.</returns>
    public Task<Result<IReadOnlyList<PlannedChange>>> GrantAsync(string account, IProgress<PlannedChange>? made = null, CancellationToken cancellationToken = default) =>
        MakeAsync(account, PlannedChangeKind.Grant, made, cancellationToken);

    /// <summary>Takes exactly those entries away again and leaves every other one, and the owners. A list that is not shown stays as it is.</summary>
    /// <returns>The changes that were made.</returns>
    public Task<Result<IReadOnlyList<PlannedChange>>> RevokeAsync(string account, IProgress<PlannedChange>? made = null, CancellationToken cancellationToken = default) =>
        MakeAsync(account, PlannedChangeKind.Revoke, made, cancellationToken);

    /// <summary>Reads the security descriptors back and evaluates them for everything in the account's token.</summary>
    public async Task<Result<IReadOnlyList<DelegatedRight>>> ProveAsync(string account, CancellationToken cancellationToken = default)
    {
        if (!(await FindAsync(account, cancellationToken).ConfigureAwait(false)).TryGet(out var found, out var refusal)
            || !(await new AccessTokenReading(connection).ReadAsync(found.Dn, found.Sid, cancellationToken).ConfigureAwait(false)).TryGet(out var token, out refusal)
            || !(await _descriptors.ReadAsync(DomainDn, cancellationToken).ConfigureAwait(false)).TryGet(out var descriptor, out refusal)
            || !(await DeletedObjects.ReadAsync(connection, cancellationToken).ConfigureAwait(false)).TryGet(out var deleted, out refusal))
            return refusal;
        var access = new ObjectAccess(descriptor, self: null);
        var seesDeletions = deleted.Descriptor is { } ofDeleted && new ObjectAccess(ofDeleted, self: null).Grants(token, DeletedObjects.Sight);
        List<DelegatedRight> rights =
        [
            new("Replicating Directory Changes", DomainDn, true, access.Grants(token, AccessMask.ControlAccess, GetChanges)),
            new(DeletedObjects.SightInWords, deleted.Dn, true, seesDeletions) { IsReadable = deleted.Descriptor is not null },
        ];
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
        // Each change is looked for anew: one shows what the next has to write, and lists are written whole, so that whoever wrote at the same moment may have undone one.
        var done = new List<PlannedChange>();
        while (true)
        {
            if (!(await ChangesAsync(account, kind, cancellationToken).ConfigureAwait(false)).TryGet(out var changes, out var refusal))
                return refusal;
            if (changes is not [var next, ..])
                return done;
            if (done.Contains(next.Planned))
                return new Refusal(next.Kind == PlannedChangeKind.TakeOwnership ? Catalogue.KerberosServerObject.SecurityDescriptorUnreadable : Catalogue.ActiveDirectory.ChangedMeanwhile, next.Dn);
            refusal = await next.MakeAsync(connection, cancellationToken).ConfigureAwait(false);
            if (refusal is not null)
                return refusal;
            done.Add(next.Planned);
            made?.Report(next.Planned);
        }
    }

    private async Task<Result<IReadOnlyList<DirectoryChange>>> ChangesAsync(string account, PlannedChangeKind kind, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(account, cancellationToken).ConfigureAwait(false)).TryGet(out var found, out var refusal))
            return refusal;
        if (kind == PlannedChangeKind.Grant && await FindWidthAsync(found.Dn, found.Sid, cancellationToken).ConfigureAwait(false) is { } tooWide)
            return tooWide;
        if (!(await _descriptors.ReadAsync(DomainDn, cancellationToken).ConfigureAwait(false)).TryGet(out var descriptor, out refusal)
            || !(await DeletedObjects.ReadAsync(connection, cancellationToken).ConfigureAwait(false)).TryGet(out var deleted, out refusal))
            return refusal;

        var who = $"allow {found.Dn} ({found.Sid}): ";
        var changes = new List<DirectoryChange>();
        if (Written(kind, descriptor, AccessControlEntry.ExtendedRight(found.Sid, GetChanges)) is { } ofDomain)
            changes.Add(DirectoryChange.ReplaceAccessList(kind, DomainDn, ofDomain, who + "Replicating Directory Changes"));
        changes.AddRange(OfDeleted(kind, deleted, found.Sid, who + DeletedObjects.SightInWords));
        return changes;
    }

    private static IEnumerable<DirectoryChange> OfDeleted(PlannedChangeKind kind, DeletedObjects deleted, SecurityIdentifier account, string entry)
    {
        if (deleted.Descriptor is { } descriptor)
        {
            return Written(kind, descriptor, new AccessControlEntry { Type = AceType.Allowed, Mask = DeletedObjects.Sight, Trustee = account }) is { } written
                ? [deleted.ReplaceAccessList(kind, written, entry)]
                : [];
        }

        // To take something away from a list that nobody here has ever been shown, nobody becomes its owner. What to grant is written once the list was read: until then it is a plan only.
        return kind == PlannedChangeKind.Grant ? [deleted.TakeOwnership, deleted.ReplaceAccessList(kind, null, entry)] : [];
    }

    /// <summary>The list with the entry, or without; null when it is so already.</summary>
    private static SecurityDescriptor? Written(PlannedChangeKind kind, SecurityDescriptor descriptor, AccessControlEntry entry)
    {
        // Without a list everybody may do everything: there is nothing to add to it, and adding one would take rights away.
        if (descriptor.Dacl is not { } list || list.Entries.Contains(entry) == (kind == PlannedChangeKind.Grant))
            return null;
        IReadOnlyList<AccessControlEntry> entries = kind == PlannedChangeKind.Grant ? With(list.Entries, entry) : [.. list.Entries.Where(present => !present.Equals(entry))];
        return new SecurityDescriptor { Control = descriptor.Control & OfDacl, Dacl = new AccessControlList(AccessControlList.DirectoryRevision, entries) };
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
