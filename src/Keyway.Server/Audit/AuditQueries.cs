using System.Globalization;
using System.Text;
using Keyway.Errors;
using Keyway.Server.Storage;

namespace Keyway.Server.Audit;

/// <summary>The audit log, for pages and for <c>/v1.0/auditLogs/directoryAudits</c>.</summary>
internal sealed class AuditQueries(Store store)
{
    /// <summary>The end of the log, for an administrator to note down.</summary>
    public AuditHead Head() => store.Read(AuditTable.Head);

    /// <summary>The latest entries that pass the filter, or those behind a cursor.</summary>
    /// <param name="cursor">From <see cref="AuditPage.Next"/>; null for the first page.</param>
    /// <param name="top">1 or more.</param>
    /// <returns><see cref="Catalogue.Audit.CursorInvalid"/> when the cursor is none.</returns>
    public Result<AuditPage> Read(AuditFilter filter, string? cursor, int top)
    {
        long? behind = null;
        if (cursor is not null)
        {
            if (!long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return Catalogue.Audit.CursorInvalid;
            behind = number;
        }

        var (sql, arguments) = Statement(filter, behind, top + 1);
        var found = store.Read(session => session.All(
            sql, row => AuditTable.Map(row) with { ActorName = row.TextOrNull(8), TargetName = row.TextOrNull(9) }, arguments));
        if (found.Count <= top)
            return new AuditPage(found, null);
        found.RemoveAt(top);
        return new AuditPage(found, found[^1].Number.ToString(CultureInfo.InvariantCulture));
    }

    private static (string Sql, object?[] Arguments) Statement(AuditFilter filter, long? behind, int limit)
    {
        var sql = new StringBuilder(
            $"SELECT {AuditTable.Columns}, actor.UserName, target.UserName FROM AuditEvent e LEFT JOIN Account actor ON actor.Id = e.ActorId LEFT JOIN Account target ON target.Id = e.TargetId WHERE 1 = 1");
        var arguments = new List<object?>();
        Add(filter.Activity, "e.Activity =");
        Add(filter.ActorId, "e.ActorId =");
        Add(filter.TargetId, "e.TargetId =");
        Add(filter.From, "e.OccurredOn >=");
        Add(filter.To, "e.OccurredOn <=");
        Add(behind, "e.Number <");
        arguments.Add((long)limit);
        sql.Append(CultureInfo.InvariantCulture, $" ORDER BY e.Number DESC LIMIT @p{arguments.Count - 1}");
        return (sql.ToString(), [.. arguments]);

        void Add(object? value, string condition)
        {
            if (value is null)
                return;
            sql.Append(CultureInfo.InvariantCulture, $" AND {condition} @p{arguments.Count}");
            arguments.Add(value);
        }
    }
}
