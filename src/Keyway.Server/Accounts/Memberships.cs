using System.Globalization;
using Keyway.Server.Storage;

namespace Keyway.Server.Accounts;

/// <summary>Who is a direct member of which group, and what follows from it.</summary>
internal static class Memberships
{
    // Few shapes of IN lists, so that each is prepared once; a list is filled up with its last id.
    private static readonly int[] ListLengths = [1, 16, 256];

    /// <summary>All groups that a member belongs to, through any nesting and in spite of cycles; one query, in the SQL of both stores.</summary>
    private const string Closure =
        "WITH RECURSIVE Closure (Id) AS (SELECT GroupId FROM Membership WHERE MemberId = @p0 "
        + "UNION SELECT Id FROM DirectoryGroup WHERE Domain = @p1 AND Sid = @p2 "
        + "UNION SELECT Membership.GroupId FROM Membership JOIN Closure ON Membership.MemberId = Closure.Id) "
        + "SELECT DirectoryGroup.Id, DirectoryGroup.Sid FROM Closure JOIN DirectoryGroup ON DirectoryGroup.Id = Closure.Id";

    /// <summary>Id and SID of all groups of a person, with the primary group, which no group names as member, and what it is nested in.</summary>
    public static List<(Guid Id, string? Sid)> AllGroupsOf(StoreSession session, Guid member, string? domain, string? primaryGroupSid) =>
        session.All(Closure, row => (row.Id(0), row.TextOrNull(1)), member, domain, primaryGroupSid);

    /// <summary>The direct members of a group, deleted people excluded.</summary>
    public static List<DirectoryMember> Of(StoreSession session, Guid group) =>
        session.All("SELECT MemberId, MemberIsGroup FROM Membership WHERE GroupId = @p0 ORDER BY MemberId", row => new DirectoryMember(row.Id(0), row.GetBoolean(1)), group);

    /// <summary>Which of the ids are living people or groups, and of which domain.</summary>
    public static Dictionary<Guid, (bool IsGroup, string? Domain)> Recognise(StoreSession session, IReadOnlyCollection<Guid> ids)
    {
        var known = new Dictionary<Guid, (bool IsGroup, string? Domain)>(ids.Count);
        foreach (var (list, arguments) in Lists(ids, first: null))
        {
            var rows = session.All(
                $"SELECT Id, FALSE, Domain FROM Account WHERE DeletedOn IS NULL AND Id IN ({list}) UNION ALL SELECT Id, TRUE, Domain FROM DirectoryGroup WHERE Id IN ({list})",
                row => (Id: row.Id(0), IsGroup: row.GetBoolean(1), Domain: row.TextOrNull(2)), arguments);
            foreach (var row in rows)
                known[row.Id] = (row.IsGroup, row.Domain);
        }

        return known;
    }

    /// <summary>Adds members as <see cref="Recognise"/> knows them; those that are there already stay.</summary>
    /// <returns>Those who are new.</returns>
    public static List<Guid> Add(StoreSession session, Guid group, Dictionary<Guid, (bool IsGroup, string? Domain)> members)
    {
        var added = new List<Guid>(members.Count);
        foreach (var (member, known) in members)
        {
            if (session.Execute("INSERT INTO Membership (GroupId, MemberId, MemberIsGroup) VALUES (@p0, @p1, @p2) ON CONFLICT DO NOTHING", group, member, known.IsGroup) == 1)
                added.Add(member);
        }

        return added;
    }

    /// <summary>Removes members; those that are none are no error.</summary>
    /// <returns>Those who went.</returns>
    public static List<Guid> Remove(StoreSession session, Guid group, IReadOnlyCollection<Guid> members)
    {
        var removed = new List<Guid>(members.Count);
        foreach (var (list, arguments) in Lists(members, first: group))
            removed.AddRange(session.All($"DELETE FROM Membership WHERE GroupId = @p0 AND MemberId IN ({list}) RETURNING MemberId", row => row.Id(0), arguments));

        // Who is not there may be a deleted person, who must not come back into this group then.
        if (removed.Count < members.Count)
        {
            foreach (var (list, arguments) in Lists(members, first: group))
                session.Execute($"DELETE FROM DeletedMembership WHERE GroupId = @p0 AND MemberId IN ({list})", arguments);
        }

        return removed;
    }

    /// <summary>Takes a person who is deleted out of all groups, and remembers them for <see cref="BringBack"/>.</summary>
    public static void SetAside(StoreSession session, Guid person)
    {
        session.Execute("INSERT INTO DeletedMembership (MemberId, GroupId) SELECT MemberId, GroupId FROM Membership WHERE MemberId = @p0 ON CONFLICT DO NOTHING", person);
        RemoveEverywhere(session, person);
        CountUp(session, person);
    }

    /// <summary>Puts a person who is restored back into the groups that are still there.</summary>
    public static void BringBack(StoreSession session, Guid person)
    {
        session.Execute(
            "INSERT INTO Membership (GroupId, MemberId, MemberIsGroup) SELECT GroupId, MemberId, FALSE FROM DeletedMembership WHERE MemberId = @p0 ON CONFLICT DO NOTHING", person);
        CountUp(session, person);
        Forget(session, person);
    }

    /// <summary>Forgets what a deleted person was a member of.</summary>
    public static void Forget(StoreSession session, Guid person) => session.Execute("DELETE FROM DeletedMembership WHERE MemberId = @p0", person);

    /// <summary>Removes a group's own members, also those who are deleted.</summary>
    public static void RemoveAll(StoreSession session, Guid group)
    {
        session.Execute("DELETE FROM Membership WHERE GroupId = @p0", group);
        session.Execute("DELETE FROM DeletedMembership WHERE GroupId = @p0", group);
    }

    /// <summary>Takes a member out of all groups.</summary>
    public static void RemoveEverywhere(StoreSession session, Guid member) => session.Execute("DELETE FROM Membership WHERE MemberId = @p0", member);

    // A group whose members are others than before is another version.
    private static void CountUp(StoreSession session, Guid person) =>
        session.Execute("UPDATE DirectoryGroup SET Version = Version + 1 WHERE Id IN (SELECT GroupId FROM DeletedMembership WHERE MemberId = @p0)", person);

    private static IEnumerable<(string List, object?[] Arguments)> Lists(IReadOnlyCollection<Guid> ids, Guid? first)
    {
        var fixedCount = first is null ? 0 : 1;
        foreach (var chunk in ids.Chunk(ListLengths[^1]))
        {
            var length = ListLengths.First(candidate => candidate >= chunk.Length);
            var arguments = new object?[fixedCount + length];
            if (first is { } value)
                arguments[0] = value;
            for (var index = 0; index < length; index++)
                arguments[fixedCount + index] = chunk[Math.Min(index, chunk.Length - 1)];
            yield return (ListText(fixedCount, length), arguments);
        }
    }

    private static string ListText(int start, int length) =>
        string.Join(", ", Enumerable.Range(start, length).Select(index => string.Create(CultureInfo.InvariantCulture, $"@p{index}")));
}
