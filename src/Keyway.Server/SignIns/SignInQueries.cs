using System.Globalization;
using System.Text;
using Keyway.Errors;
using Keyway.Server.Storage;

namespace Keyway.Server.SignIns;

/// <summary>The sign-ins, for pages and for <c>/v1.0/auditLogs/signIns</c>. Each read stops when its page is full; charts come from the counts of each hour.</summary>
internal sealed class SignInQueries(Store store, KeyUsageQueries keys)
{
    private static readonly TimeSpan LongestByHour = TimeSpan.FromDays(8);

    /// <summary>The latest sign-ins that pass the filter, or those behind a cursor.</summary>
    /// <param name="cursor">From <see cref="SignInPage.Next"/>; null for the first page.</param>
    /// <param name="top">1 or more.</param>
    /// <returns><see cref="Catalogue.Audit.CursorInvalid"/> when the cursor is none.</returns>
    public Result<SignInPage> Read(SignInFilter filter, string? cursor, int top)
    {
        (long OccurredOn, long Id)? behind = null;
        if (cursor is not null)
        {
            if (!TryParse(cursor, out var parsed))
                return Catalogue.Audit.CursorInvalid;
            behind = parsed;
        }

        var (sql, arguments) = Statement(filter, behind, top + 1);
        var found = store.Read(session => session.All(sql, SignInTable.Map, arguments));
        if (found.Count <= top)
            return new SignInPage(found, null);
        found.RemoveAt(top);
        return new SignInPage(found, string.Create(CultureInfo.InvariantCulture, $"{found[^1].OccurredOn.ToUnixTimeMilliseconds()}-{found[^1].Id}"));
    }

    /// <summary>A person's latest sign-ins.</summary>
    public IReadOnlyList<SignInEntry> RecentOf(Guid userId, int top) => Read(new SignInFilter(UserId: userId), null, top).Value.Entries;

    /// <summary>When somebody last signed in at a joined computer; null when no such row is kept.</summary>
    public DateTimeOffset? LastAt(Guid device) => store.Read(session => session.First<DateTimeOffset?>(SignInTable.LastCompletedAt, row => row.Moment(0), device));

    /// <summary>What was written after a row, in the order of writing, for a page that follows the log.</summary>
    /// <param name="id">The <see cref="SignInEntry.Id"/> seen last.</param>
    public IReadOnlyList<SignInEntry> After(long id, int top) => store.Read(session => session.All(
        $"SELECT {SignInTable.Columns} FROM SignIn WHERE Id > @p0 ORDER BY Id LIMIT @p1", SignInTable.Map, id, (long)top));

    /// <summary>The row written last; 0 when there is none.</summary>
    public long LastId() => store.Read(session => session.First("SELECT MAX(Id) FROM SignIn", row => row.IsDBNull(0) ? 0 : row.GetInt64(0)));

    /// <summary>The counts of a time, whole hours.</summary>
    public SignInStatistics Statistics(DateTimeOffset from, DateTimeOffset to)
    {
        var step = to - from > LongestByHour ? TimeSpan.FromDays(1) : TimeSpan.FromHours(1);
        return new SignInStatistics(from, to, step, store.Read(session => SignInTable.Counts(session, from, to, (int)step.TotalHours)));
    }

    /// <inheritdoc cref="KeyUsageQueries.Count"/>
    public KeyUsage KeyUsage() => keys.Count();

    /// <inheritdoc cref="KeyUsageQueries.Read"/>
    public Result<KeyUsagePage> PeopleByKeyUsage(KeyUsageKind kind, string? cursor, int top) => keys.Read(kind, cursor, top);

    private static bool TryParse(string cursor, out (long OccurredOn, long Id) parsed)
    {
        parsed = default;
        return cursor.Length <= 40 && cursor.Split('-') is [var on, var id]
            && long.TryParse(on, NumberStyles.None, CultureInfo.InvariantCulture, out parsed.OccurredOn)
            && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out parsed.Id);
    }

    /// <summary>The statement of a page: each filter meets an index in the order of the page.</summary>
    internal static (string Sql, object?[] Arguments) Statement(SignInFilter filter, (long OccurredOn, long Id)? behind, int limit)
    {
        var sql = new StringBuilder($"SELECT {SignInTable.Columns} FROM SignIn WHERE 1 = 1");
        var arguments = new List<object?>();
        Add(filter.UserId, "UserId = {0}");
        Add(filter.DeviceId, "DeviceId = {0}");
        Add((long?)filter.Error, "Error = {0}");
        if (filter.Succeeded is { } succeeded)
            sql.Append(succeeded ? " AND Error IS NULL" : " AND Error IS NOT NULL");
        // The mass of the rows is in no index of these two; saying so again is what lets SQLite choose it for the others.
        Add((long?)filter.Method, filter.Method == SignInMethod.SecurityKey ? "Method = {0}" : "Method <> 1 AND Method = {0}");
        Add((long?)filter.Client, filter.Client == SignInClient.Device ? "Client = {0}" : "Client <> 1 AND Client = {0}");
        Add(filter.From, "OccurredOn >= {0}");
        Add(filter.To, "OccurredOn <= {0}");
        if (behind is { } last)
        {
            Add(last.OccurredOn, "OccurredOn <= {0}");
            Add(last.OccurredOn, "(OccurredOn < {0}");
            Add(last.Id, "Id < {0})", " OR ");
        }

        arguments.Add((long)limit);
        sql.Append(CultureInfo.InvariantCulture, $" ORDER BY OccurredOn DESC, Id DESC LIMIT @p{arguments.Count - 1}");
        return (sql.ToString(), [.. arguments]);

        void Add(object? value, string condition, string conjunction = " AND ")
        {
            if (value is null)
                return;
            sql.Append(conjunction).AppendFormat(CultureInfo.InvariantCulture, condition, $"@p{arguments.Count}");
            arguments.Add(value);
        }
    }
}
