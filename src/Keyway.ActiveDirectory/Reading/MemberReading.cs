using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>All members of a group, however many.</summary>
internal sealed class MemberReading(DomainConnection connection)
{
    /// <summary>Members asked for with the group itself: most groups are complete with them.</summary>
    public const int AtFirst = 1000;

    // Windows gives no more than 1500 at once, whatever is asked.
    private const int AtOnce = 5000;
    private const int MaximumMembers = 2_000_000;
    private const int MaximumAttempts = 3;

    private readonly DomainConnection _connection = connection;

    /// <summary>Adds the group with all its members, or skips it when they cannot be taken. Null, or why nothing further can be read.</summary>
    /// <param name="contents">Where it goes.</param>
    /// <param name="entry">Its entry.</param>
    /// <param name="group">The group.</param>
    /// <param name="begun">The members that came with the entry, or null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Refusal?> AddAsync(PageContents contents, LdapEntry entry, DirectoryGroup group, MemberRange? begun, CancellationToken cancellationToken)
    {
        if ((await ReadAsync(group.ObjectGuid, group.Dn, begun, cancellationToken).ConfigureAwait(false)).TryGet(out var members, out var refusal))
        {
            contents.Add(new ChangedGroup(group, true, members, []));
            return null;
        }

        if (!IsOfTheGroup(refusal))
            return refusal;
        contents.Skip(entry, refusal);
        return null;
    }

    /// <summary>All of them, or the refusal; none when the account may not read them.</summary>
    /// <param name="group">Its objectGUID.</param>
    /// <param name="dn">Its name, for a refusal.</param>
    /// <param name="begun">The members that came with the entry, or null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Result<IReadOnlyList<DirectoryReference>>> ReadAsync(Guid group, string dn, MemberRange? begun, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaximumAttempts; attempt++)
        {
            if (!(await AttemptAsync(group, attempt == 0 ? begun : null, cancellationToken).ConfigureAwait(false)).TryGet(out var members, out var refusal))
                return refusal;
            if (members.IsWhole)
                return members.All;
        }

        // Left out, its changes would be lost: the read is made again.
        return new Refusal(Catalogue.ActiveDirectory.GroupInMotion, LdapRefusals.Printable(dn));
    }

    private static bool IsOfTheGroup(Refusal refusal) =>
        refusal.Error == Catalogue.ActiveDirectory.ObjectOversized
        || refusal.Error == Catalogue.ActiveDirectory.ObjectUnidentified
        || refusal.Error == Catalogue.ActiveDirectory.AnswerMalformed
        || refusal.Error == Catalogue.ActiveDirectory.ReadingStuck
        || refusal.Error == Catalogue.ActiveDirectory.NoSuchObject;

    // Each range begins with the last member of the one before: when it is another one, members went meanwhile and some would be passed over.
    private async Task<Result<Attempt>> AttemptAsync(Guid group, MemberRange? begun, CancellationToken cancellationToken)
    {
        var all = new List<DirectoryReference>(begun?.Members ?? []);
        var range = begun;
        while (range is not { Last: null })
        {
            var from = range?.Last ?? 0;
            // A name may change meanwhile.
            var search = new LdapSearch($"<GUID={group:D}>", LdapScope.Base, LdapFilter.Any, MemberRange.Request(from, AtOnce))
            {
                Controls = [ExtendedName.Request],
                MaxValueBytes = DirectoryAttributes.MaximumValue,
            };
            if (!(await _connection.SearchAsync(search, cancellationToken).ConfigureAwait(false)).TryGet(out var entries, out var refusal))
                return refusal;
            if (entries is not [var entry])
                return new Refusal(Catalogue.ActiveDirectory.NoSuchObject, "it went meanwhile");
            if (entry.Oversized.Count > 0)
                return new Refusal(Catalogue.ActiveDirectory.ObjectOversized, "member");
            if (!MemberRange.Read(entry).TryGet(out var next, out refusal))
                return refusal;
            if (next.First != from || (range is not null && (next.Members.Count == 0 || next.Members[0].ObjectGuid != all[^1].ObjectGuid)))
                return new Attempt(false, all);
            if (range is not null && next.Last <= from)
                return new Refusal(Catalogue.ActiveDirectory.ReadingStuck, "member");

            all.AddRange(range is null ? next.Members : next.Members.Skip(1));
            if (all.Count > MaximumMembers)
                return new Refusal(Catalogue.ActiveDirectory.ObjectOversized, "member");
            range = next;
        }

        return new Attempt(true, all);
    }

    private sealed record Attempt(bool IsWhole, List<DirectoryReference> All);
}
