using System.Data.Common;
using System.Text.Json;
using Keyway.Server.Storage;

namespace Keyway.Server.DeviceManagement;

/// <summary>The tables of enrolled devices and of their sessions. What ends a device ends its rows, by triggers.</summary>
internal static class EnrolmentTable
{
    private const string Columns = "DeviceId, EnrolledOn, LastContactOn, LastSessionOn, Manufacturer, Model, ClientVersion, Settings";

    public static Enrolment? Find(StoreSession session, Guid device) => session.First($"SELECT {Columns} FROM DeviceEnrolment WHERE DeviceId = @p0", Map, device);

    /// <summary>A page in the order of the ids.</summary>
    public static List<Enrolment> Page(StoreSession session, Guid? after, int count) =>
        session.All($"SELECT {Columns} FROM DeviceEnrolment WHERE DeviceId > @p0 ORDER BY DeviceId LIMIT @p1", Map, after?.ToString("D") ?? "", count);

    public static EnrolmentCounts Counts(StoreSession session, DateTimeOffset overdueBefore) => session.First(
        "SELECT (SELECT COUNT(*) FROM DeviceEnrolment), (SELECT COUNT(*) FROM DeviceEnrolment WHERE LastContactOn < @p0), (SELECT COUNT(*) FROM DeviceEnrolment WHERE Differing > 0)",
        row => new EnrolmentCounts(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)), overdueBefore)!;

    /// <returns>False when it was enrolled already.</returns>
    public static bool Insert(StoreSession session, Guid device, DateTimeOffset now) => session.Execute(
        "INSERT INTO DeviceEnrolment (DeviceId, EnrolledOn, LastContactOn, Manufacturer, Model, ClientVersion, Differing) VALUES (@p0, @p1, @p1, '', '', '', 0) ON CONFLICT DO NOTHING",
        device, now) == 1;

    /// <returns>False when the device is not enrolled.</returns>
    public static bool Touch(StoreSession session, Guid device, DateTimeOffset now) =>
        session.Execute("UPDATE DeviceEnrolment SET LastContactOn = @p1 WHERE DeviceId = @p0", device, now) == 1;

    public static void WriteFacts(StoreSession session, Guid device, DeviceFacts facts) => session.Execute(
        "UPDATE DeviceEnrolment SET Manufacturer = @p1, Model = @p2, ClientVersion = @p3 WHERE DeviceId = @p0", device, facts.Manufacturer, facts.Model, facts.ClientVersion);

    /// <summary>A session came to its end.</summary>
    public static void WriteReport(StoreSession session, Guid device, IReadOnlyList<SettingReport> settings, DateTimeOffset now) => session.Execute(
        "UPDATE DeviceEnrolment SET LastSessionOn = @p1, Settings = @p2, Differing = @p3 WHERE DeviceId = @p0",
        device, now, JsonSerializer.Serialize(settings, ManagementJson.Default.IReadOnlyListSettingReport), settings.Count(setting => !setting.IsAsWanted));

    /// <summary>The session that is under way, unless it began before a moment.</summary>
    public static ManagementSession? FindSession(StoreSession session, Guid device, DateTimeOffset notBefore) => session.First(
        "SELECT State FROM ManagementSession WHERE DeviceId = @p0 AND BeganOn >= @p1", row => JsonSerializer.Deserialize(row.GetString(0), ManagementJson.Default.ManagementSession), device, notBefore);

    /// <summary>Keeps a session for the next message; one that begins takes the place of another.</summary>
    /// <param name="beganOn">Now for one that begins; null for one that goes on.</param>
    public static void WriteSession(StoreSession session, Guid device, ManagementSession state, DateTimeOffset? beganOn)
    {
        var text = JsonSerializer.Serialize(state, ManagementJson.Default.ManagementSession);
        if (beganOn is null)
        {
            session.Execute("UPDATE ManagementSession SET State = @p1 WHERE DeviceId = @p0", device, text);
            return;
        }

        EndSession(session, device);
        session.Execute("INSERT INTO ManagementSession (DeviceId, BeganOn, State) VALUES (@p0, @p1, @p2)", device, beganOn, text);
    }

    public static void EndSession(StoreSession session, Guid device) => session.Execute("DELETE FROM ManagementSession WHERE DeviceId = @p0", device);

    private static Enrolment Map(DbDataReader row) => new(
        row.Id(0), row.Moment(1), row.Moment(2), row.MomentOrNull(3), new DeviceFacts(row.GetString(4), row.GetString(5), row.GetString(6)),
        row.TextOrNull(7) is { } settings ? JsonSerializer.Deserialize(settings, ManagementJson.Default.IReadOnlyListSettingReport) : null);
}
