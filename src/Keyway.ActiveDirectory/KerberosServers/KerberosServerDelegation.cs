using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Security;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>
/// Gives an account exactly the right that day-to-day work with a Kerberos server needs, takes it back, and proves what it holds. That right is Reset Password on the krbtgt
/// account: everything else is read by every account of the domain, and keys are read as the Kerberos server's own account.
/// </summary>
public sealed class KerberosServerDelegation(DomainConnection connection)
{
    // What the control word says of the list; the rest is about parts that are not written.
    private const SecurityDescriptorControl OfDacl = SecurityDescriptorControl.DaclPresent | SecurityDescriptorControl.DaclAutoInherited | SecurityDescriptorControl.DaclProtected;

    private readonly AccountSearch _accounts = new(connection);
    private readonly KerberosServerSearch _search = new(connection);
    private readonly SecurityDescriptorReading _descriptors = new(connection);

    /// <summary>What <see cref="GrantAsync"/> would change; empty when the right is granted already. Writes nothing.</summary>
    /// <param name="name">The Kerberos server.</param>
    /// <param name="account">A user principal name, an account name, a SID or a distinguished name of a user, a managed service account or a group.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<Result<IReadOnlyList<PlannedChange>>> PlanAsync(string name, string account, CancellationToken cancellationToken = default) =>
        (await ChangesAsync(name, account, PlannedChangeKind.Grant, cancellationToken).ConfigureAwait(false)).TryGet(out var changes, out var refusal)
            ? changes.Select(change => change.Planned).ToList()
            : refusal;

    /// <summary>Adds one entry, Reset Password, to the krbtgt account's access control list; run again it changes nothing.</summary>
    /// <returns>The change that was made, or none.</returns>
    public Task<Result<IReadOnlyList<PlannedChange>>> GrantAsync(string name, string account, IProgress<PlannedChange>? made = null, CancellationToken cancellationToken = default) =>
        MakeAsync(name, account, PlannedChangeKind.Grant, made, cancellationToken);

    /// <summary>Takes exactly that entry away again, and leaves every other one.</summary>
    /// <returns>The change that was made, or none.</returns>
    public Task<Result<IReadOnlyList<PlannedChange>>> RevokeAsync(string name, string account, IProgress<PlannedChange>? made = null, CancellationToken cancellationToken = default) =>
        MakeAsync(name, account, PlannedChangeKind.Revoke, made, cancellationToken);

    /// <summary>Reads the security descriptors back and evaluates them for everything in the account's token.</summary>
    public async Task<Result<IReadOnlyList<DelegatedRight>>> ProveAsync(string name, string account, CancellationToken cancellationToken = default)
    {
        if (!(await FindAsync(name, account, cancellationToken).ConfigureAwait(false)).TryGet(out var found, out var refusal)
            || !(await new AccessTokenReading(connection).ReadAsync(found.Account, found.Sid, cancellationToken).ConfigureAwait(false)).TryGet(out var token, out refusal))
            return refusal;
        return await new DelegationProof(connection).ProveAsync(found.Parts, token, cancellationToken).ConfigureAwait(false);
    }

    // In the canonical order explicit entries stand before inherited ones, and the denials before them ([MS-DTYP] 2.4.5).
    private static List<AccessControlEntry> With(IReadOnlyList<AccessControlEntry> entries, AccessControlEntry entry)
    {
        var all = entries.ToList();
        var inherited = all.FindIndex(present => present.IsInherited);
        all.Insert(inherited < 0 ? all.Count : inherited, entry);
        return all;
    }

    private async Task<Result<IReadOnlyList<PlannedChange>>> MakeAsync(string name, string account, PlannedChangeKind kind, IProgress<PlannedChange>? made, CancellationToken cancellationToken)
    {
        if (!(await ChangesAsync(name, account, kind, cancellationToken).ConfigureAwait(false)).TryGet(out var changes, out var refusal))
            return refusal;
        foreach (var change in changes)
        {
            refusal = await change.MakeAsync(connection, cancellationToken).ConfigureAwait(false);
            if (refusal is not null)
                return refusal;
            made?.Report(change.Planned);
        }

        // Lists are written whole: whoever wrote at the same moment may have undone this.
        if (changes.Count > 0 && (!(await ChangesAsync(name, account, kind, cancellationToken).ConfigureAwait(false)).TryGet(out var left, out refusal) || left.Count > 0))
            return refusal ?? new Refusal(Catalogue.KerberosServerObject.AnotherAdministrator, changes[0].Dn);
        return changes.Select(change => change.Planned).ToList();
    }

    private async Task<Result<IReadOnlyList<DirectoryChange>>> ChangesAsync(string name, string account, PlannedChangeKind kind, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(name, account, cancellationToken).ConfigureAwait(false)).TryGet(out var found, out var refusal)
            || !(await _descriptors.ReadAsync(found.Parts.User!.Dn, cancellationToken).ConfigureAwait(false)).TryGet(out var descriptor, out refusal))
            return refusal;

        // Without a list everybody may do everything: there is nothing to add to it, and adding one would take rights away.
        if (descriptor.Dacl is not { } list)
            return new List<DirectoryChange>();

        var entry = AccessControlEntry.ExtendedRight(found.Sid, ExtendedRights.ResetPassword);
        if (list.Entries.Contains(entry) == (kind == PlannedChangeKind.Grant))
            return new List<DirectoryChange>();
        IReadOnlyList<AccessControlEntry> entries = kind == PlannedChangeKind.Grant ? With(list.Entries, entry) : [.. list.Entries.Where(present => !present.Equals(entry))];
        var changed = new SecurityDescriptor { Control = descriptor.Control & OfDacl, Dacl = new AccessControlList(AccessControlList.DirectoryRevision, entries) };
        return new List<DirectoryChange> { DirectoryChange.ReplaceAccessList(kind, found.Parts.User.Dn, changed, $"allow {found.Account} ({found.Sid}): Reset password") };
    }

    private async Task<Result<(KerberosServerParts Parts, string Account, SecurityIdentifier Sid)>> FindAsync(string name, string account, CancellationToken cancellationToken)
    {
        if (!KerberosServerNames.Parse(name).TryGet(out var names, out var refusal)
            || !(await _search.FindAsync(names, cancellationToken).ConfigureAwait(false)).TryGet(out var parts, out refusal))
            return refusal;
        if (parts.User is null || parts.Computer is null)
            return new Refusal(parts.IsEmpty ? Catalogue.KerberosServerObject.NotFound : Catalogue.KerberosServerObject.Incomplete, names.Name);
        if (!(await _accounts.FindAsync(account, AccountSearch.Principals, ["objectSid", "userPrincipalName"], cancellationToken).ConfigureAwait(false)).TryGet(out var entry, out refusal))
            return refusal;
        return KerberosServerParts.SidOf(entry) is { } sid
            ? (parts, entry.Dn, sid)
            : new Refusal(Catalogue.KerberosServerObject.AccountUnknown, account);
    }
}
