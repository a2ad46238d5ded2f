using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Storage;

namespace Keyway.Server.SignIns;

/// <summary>Who really uses security keys, who has one and does not, who has none. Deleted and disabled people are in no list.</summary>
internal sealed class KeyUsageQueries(Store store, TimeProvider time)
{
    /// <summary>The three counts, each from an index alone. <c>@p0</c> is the first day that counts.</summary>
    internal const string Counts =
        """
        SELECT (SELECT COUNT(*) FROM Account WHERE DeletedOn IS NULL AND Enabled = TRUE AND KeyUsedDay >= @p0),
            (SELECT COUNT(*) FROM Account WHERE DeletedOn IS NULL AND Enabled = TRUE AND KeyUsedDay >= 0), (SELECT COUNT(*) FROM Account WHERE DeletedOn IS NULL AND Enabled = TRUE)
        """;

    /// <summary>So long is a key that lies in a drawer one that is used; whole days UTC, today besides.</summary>
    private const int RecentDays = 30;

    private DateTimeOffset Recently => new(time.GetUtcNow().UtcDateTime.Date.AddDays(-RecentDays), TimeSpan.Zero);

    /// <summary>The three counts as of now.</summary>
    public KeyUsage Count() => store.Read(session => session.First(
        Counts, row => new KeyUsage(row.GetInt64(0), row.GetInt64(1) - row.GetInt64(0), row.GetInt64(2) - row.GetInt64(1)), Recently.ToUnixTimeMilliseconds() / (long)TimeSpan.FromDays(1).TotalMilliseconds))!;

    /// <summary>A page of people in the order of their names.</summary>
    /// <param name="cursor">From <see cref="KeyUsagePage.Next"/>; null for the first page.</param>
    /// <returns><see cref="Catalogue.Audit.CursorInvalid"/> when the cursor is none.</returns>
    public Result<KeyUsagePage> Read(KeyUsageKind kind, string? cursor, int top)
    {
        if (cursor is { Length: > 512 })
            return Catalogue.Audit.CursorInvalid;
        var condition = kind switch
        {
            KeyUsageKind.Uses => "EXISTS (SELECT 1 FROM SecurityKey k WHERE k.UserId = a.Id AND k.LastUsedOn >= @p2)",
            KeyUsageKind.Registered => "EXISTS (SELECT 1 FROM SecurityKey k WHERE k.UserId = a.Id) AND NOT EXISTS (SELECT 1 FROM SecurityKey k WHERE k.UserId = a.Id AND k.LastUsedOn >= @p2)",
            // The parameter stands in each of the three, so that they take the same arguments.
            _ => "NOT EXISTS (SELECT 1 FROM SecurityKey k WHERE k.UserId = a.Id) AND @p2 > 0",
        };
        var people = store.Read(session => session.All(
            $"""
            SELECT a.Id, a.UserName, a.DisplayName, (SELECT COUNT(*) FROM SecurityKey k WHERE k.UserId = a.Id), (SELECT MAX(k.LastUsedOn) FROM SecurityKey k WHERE k.UserId = a.Id)
            FROM Account a WHERE a.DeletedOn IS NULL AND a.Enabled AND a.UserNameKey > @p0 AND {condition} ORDER BY a.UserNameKey LIMIT @p1
            """,
            row => new KeyUsagePerson(row.Id(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.MomentOrNull(4)),
            cursor ?? "", (long)top + 1, Recently));
        if (people.Count <= top)
            return new KeyUsagePage(people, null);
        people.RemoveAt(top);
        return new KeyUsagePage(people, UserName.Key(people[^1].UserName));
    }
}
