using System.Data.Common;
using Keyway.Server.Storage;

namespace Keyway.Server.Audit;

/// <summary>The rows of the audit log. Nothing here changes or removes one; the store refuses that too.</summary>
internal static class AuditTable
{
    /// <summary>What <see cref="Map"/> reads, of the table's alias e.</summary>
    public const string Columns = "e.Number, e.Id, e.OccurredOn, e.Activity, e.ActorId, e.TargetId, e.Detail, e.Hash";

    /// <summary>The end of the log.</summary>
    public static AuditHead Head(StoreSession session) =>
        session.First("SELECT Number, Hash FROM AuditEvent ORDER BY Number DESC LIMIT 1", row => new AuditHead(row.GetInt64(0), row.Bytes(1))) ?? AuditHead.Genesis;

    public static void Insert(StoreSession session, AuditEntry entry) => session.Execute(
        "INSERT INTO AuditEvent (Number, Id, OccurredOn, Activity, ActorId, TargetId, Detail, Hash) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)",
        entry.Number, entry.Id, entry.OccurredOn, entry.Activity, entry.ActorId, entry.TargetId, entry.Detail, entry.Hash);

    public static AuditEntry Map(DbDataReader row) => new(
        row.GetInt64(0), row.Id(1), row.Moment(2), row.GetString(3), row.IsDBNull(4) ? null : row.Id(4), row.IsDBNull(5) ? null : row.Id(5), row.GetString(6), row.Bytes(7));
}
