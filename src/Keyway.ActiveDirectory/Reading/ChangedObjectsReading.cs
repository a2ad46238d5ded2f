using System.Runtime.CompilerServices;
using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>What changed since a cookie. Its cost is that of the changes: one request for their list, one for each 200 objects in it.</summary>
internal sealed class ChangedObjectsReading(DomainConnection connection, DomainReplica replica, Guid? except)
{
    private const int ObjectsAtOnce = 200;

    private readonly DirSyncSearch _changes = new(connection);
    private readonly MemberReading _members = new(connection);

    /// <summary>In words why the changes are not enough, known when the read ended early; then the whole domain must be read.</summary>
    public string? NotEnoughBecause { get; private set; }

    public async IAsyncEnumerable<Result<DirectoryChangePage>> ReadAsync(ReadingCookie since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cookie = since;
        await foreach (var answer in _changes.ReadAsync(DirectoryAttributes.Changing, DirectoryAttributes.OfChanges, since.Mode, since.Position, cancellationToken).ConfigureAwait(false))
        {
            if (!answer.TryGet(out var told, out var refusal))
            {
                NotEnoughBecause = cookie == since ? WhyCookieIsRefused(refusal) : null;
                if (NotEnoughBecause is null)
                    yield return refusal;
                yield break;
            }

            var changes = new Dictionary<Guid, ObjectChange>();
            var broken = new PageContents(replica, except, wholeDomain: false);
            foreach (var entry in told.Entries)
            {
                if (!ObjectChange.Read(entry).TryGet(out var change, out refusal))
                    broken.Skip(entry, refusal);
                else
                    changes[change.ObjectGuid] = changes.TryGetValue(change.ObjectGuid, out var earlier) ? earlier.Then(change) : change;
            }

            NotEnoughBecause = WhyNotEnough(changes.Values);
            var next = cookie with { Position = told.Cookie };
            var parts = changes.Values.Chunk(ObjectsAtOnce).ToList();
            var toCome = changes.Count;
            for (var part = 0; part < parts.Count && NotEnoughBecause is null; part++)
            {
                var contents = part == 0 ? broken : new PageContents(replica, except, wholeDomain: false);
                if (await ReadPartAsync(parts[part], contents, cancellationToken).ConfigureAwait(false) is { } failed)
                {
                    yield return failed;
                    yield break;
                }

                var last = part == parts.Count - 1;
                contents.Entries = parts[part].Length;
                toCome -= contents.Entries;
                if (NotEnoughBecause is null)
                    yield return contents.ToPage(null, (last ? next : cookie).Encode(), told.More || !last) with { ToCome = told.More ? null : toCome };
            }

            if (NotEnoughBecause is not null)
                yield break;
            if (parts.Count == 0)
                yield return broken.ToPage(null, next.Encode(), told.More) with { ToCome = told.More ? null : 0 };
            cookie = next;
        }
    }

    // What the domain controller cannot do with this cookie it may do without; what it cannot do at all shows again then.
    private static string? WhyCookieIsRefused(Refusal refusal) =>
        refusal.Error == Catalogue.ActiveDirectory.TooManyEntries ? "more changed than one answer takes"
        : refusal.Error == Catalogue.ActiveDirectory.DirectoryRefused || refusal.Error == Catalogue.ActiveDirectory.UnwillingToPerform || refusal.Error == Catalogue.ActiveDirectory.ConstraintViolation
            ? $"the domain controller did not take its cookie ({refusal.Detail})"
        : null;

    private static string? WhyNotEnough(IEnumerable<ObjectChange> changes)
    {
        foreach (var change in changes)
        {
            if (change.IsPasswordPolicy)
                return $"the password policy {LdapRefusals.Printable(change.Dn)} changed";
            if (change.Restored)
                return $"{LdapRefusals.Printable(change.Dn)} was restored after it had been deleted";
        }

        return null;
    }

    private async Task<Refusal?> ReadPartAsync(IReadOnlyList<ObjectChange> part, PageContents contents, CancellationToken cancellationToken)
    {
        foreach (var deleted in part.Where(change => change.Deleted))
            contents.AddGone(deleted.ObjectGuid);
        var living = part.Where(change => !change.Deleted).ToDictionary(change => change.ObjectGuid);
        if (living.Count == 0)
            return null;

        var search = new LdapSearch(
            replica.Dn, LdapScope.Subtree, LdapFilter.Or([.. living.Keys.Select(guid => LdapFilter.Equal("objectGUID", guid.ToByteArray()))]), DirectoryAttributes.OfObjects)
        {
            MaxEntries = ObjectsAtOnce,
            MaxValueBytes = DirectoryAttributes.MaximumValue,
        };
        if (!(await connection.SearchAsync(search, cancellationToken).ConfigureAwait(false)).TryGet(out var entries, out var refusal))
            return refusal;

        foreach (var entry in entries)
        {
            if (entry.Guid("objectGUID") is not { } guid || !living.Remove(guid, out var change))
                return new Refusal(Catalogue.ActiveDirectory.ObjectGuidTwice, LdapRefusals.Printable(entry.Dn));
            if (SyncedKinds.IsContainer(entry))
            {
                if (change.Moved)
                    NotEnoughBecause = $"{LdapRefusals.Printable(entry.Dn)} was renamed or moved with what lies in it";
                continue;
            }

            if (contents.Take(entry) is { } group && await AddGroupAsync(entry, group, change, contents, cancellationToken).ConfigureAwait(false) is { } failed)
                return failed;
        }

        foreach (var unseen in living.Values)
        {
            // It may be a container.
            if (unseen.Moved)
                NotEnoughBecause = $"{LdapRefusals.Printable(unseen.Dn)}, which the account may not see, was renamed or moved";
            contents.AddGone(unseen.ObjectGuid);
        }

        return null;
    }

    private async Task<Refusal?> AddGroupAsync(LdapEntry entry, DirectoryGroup group, ObjectChange change, PageContents contents, CancellationToken cancellationToken)
    {
        // A group that comes into view, by its kind or its place, has members that did not change.
        if (!change.Retyped && !change.Moved)
        {
            contents.Add(new ChangedGroup(group, false, change.Added, change.Removed));
            return null;
        }

        return await _members.AddAsync(contents, entry, group, null, cancellationToken).ConfigureAwait(false);
    }
}
