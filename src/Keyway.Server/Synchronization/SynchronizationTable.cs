using System.Data.Common;
using System.Text;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Server.Storage;

namespace Keyway.Server.Synchronization;

/// <summary>The rows of <see cref="DomainSynchronization"/>, one a domain.</summary>
internal static class SynchronizationTable
{
    private const string Columns = "Domain, Report, ReceivedOn, LastSuccessOn, DueOn, IsStopped, OverdueSaid";

    public static DomainSynchronization? Find(StoreSession session, string domain) =>
        session.First($"SELECT {Columns} FROM Synchronization WHERE Domain = @p0", Map, domain);

    public static List<DomainSynchronization> All(StoreSession session) => session.All($"SELECT {Columns} FROM Synchronization ORDER BY Domain", Map);

    public static List<DomainSynchronization> Overdue(StoreSession session, DateTimeOffset now) =>
        session.All($"SELECT {Columns} FROM Synchronization WHERE DueOn < @p0 AND OverdueSaid = FALSE", Map, now);

    /// <summary>True when a domain's service stands still or its last cycle did not succeed.</summary>
    public static bool IsAnyTroubled(StoreSession session, DateTimeOffset now) =>
        session.First("SELECT 1 FROM Synchronization WHERE IsStopped OR DueOn < @p0 LIMIT 1", _ => true, now);

    public static void Put(StoreSession session, DomainSynchronization synchronization)
    {
        Delete(session, synchronization.Domain);
        session.Execute(
            $"INSERT INTO Synchronization ({Columns}) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)",
            synchronization.Domain, JsonSerializer.Serialize(synchronization.Report, ContractsJson.Default.SynchronizationReport), synchronization.ReceivedOn,
            synchronization.LastSuccessOn, synchronization.DueOn, synchronization.IsStopped, synchronization.OverdueSaid);
    }

    /// <returns>False when there is none.</returns>
    public static bool Delete(StoreSession session, string domain) => session.Execute("DELETE FROM Synchronization WHERE Domain = @p0", domain) == 1;

    // Only checked reports are written.
    private static DomainSynchronization Map(DbDataReader row) => new(
        row.GetString(0), JsonSerializer.Deserialize(Encoding.UTF8.GetBytes(row.GetString(1)), ContractsJson.Default.SynchronizationReport)!, row.Moment(2), row.MomentOrNull(3),
        row.MomentOrNull(4), row.GetBoolean(5), row.GetBoolean(6));
}
