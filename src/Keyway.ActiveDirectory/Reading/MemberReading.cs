using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>All members of one group, however many.</summary>
internal sealed class MemberReading(DomainConnection connection)
{
    /// <summary>Members asked for with the group itself: most groups are complete with them.</summary>
    public const int AtFirst = 1000;

    // Windows gives no more than 1500 at once, whatever is asked.
    private const int AtOnce = 5000;
    private const int MaximumMembers = 2_000_000;
    private const int MaximumAttempts = 3;

    private readonly DomainConnection _connection = connection;

    /// <param name="group">Its objectGUID: a name may change meanwhile.</param>
    /// <param name="begun">What is known already, or null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Result<IReadOnlyList<DirectoryReference>>> ReadAsync(Guid group, MemberRange? begun, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaximumAttempts; attempt++)
        {
            if (!(await AttemptAsync(group, attempt == 0 ? begun : null, cancellationToken).ConfigureAwait(false)).TryGet(out var members, out var refusal))
                return refusal;
            if (members.IsWhole)
                return members.All;
        }

        return new Refusal(Catalogue.ActiveDirectory.GroupInMotion, $"the group {group}");
    }

    // Each range begins with the last member of the one before: when it is another one, members went meanwhile and some would be passed over.
    private async Task<Result<Attempt>> AttemptAsync(Guid group, MemberRange? begun, CancellationToken cancellationToken)
    {
        var all = new List<DirectoryReference>(begun?.Members ?? []);
        var range = begun;
        while (range is not { Last: null })
        {
            var from = range?.Last ?? 0;
            var search = new LdapSearch($"<GUID={group:D}>", LdapScope.Base, LdapFilter.Any, MemberRange.Request(from, AtOnce))
            {
                Controls = [ExtendedName.Request],
                MaxValueBytes = DirectoryAttributes.MaximumValue,
            };
            if (!(await _connection.SearchAsync(search, cancellationToken).ConfigureAwait(false)).TryGet(out var entries, out var refusal))
                return refusal;
            if (entries is not [var entry])
                return new Refusal(Catalogue.ActiveDirectory.NoSuchObject, $"the group {group}");
            if (entry.Oversized.Count > 0)
                return new Refusal(Catalogue.ActiveDirectory.ObjectOversized, $"a member of {entry.Dn}");
            if (!MemberRange.Read(entry).TryGet(out var next, out refusal))
                return refusal;
            if (next.First != from || (range is not null && (next.Members.Count == 0 || next.Members[0].ObjectGuid != all[^1].ObjectGuid)))
                return new Attempt(false, all);
            if (range is not null && next.Last <= from)
                return new Refusal(Catalogue.ActiveDirectory.ReadingStuck, $"the members of {entry.Dn}");

            all.AddRange(range is null ? next.Members : next.Members.Skip(1));
            if (all.Count > MaximumMembers)
                return new Refusal(Catalogue.ActiveDirectory.ObjectOversized, $"the members of {entry.Dn}");
            range = next;
        }

        return new Attempt(true, all);
    }

    private sealed record Attempt(bool IsWhole, List<DirectoryReference> All);
}
