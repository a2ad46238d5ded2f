using System.Data.Common;
using Keyway.Server.Storage;

namespace Keyway.Server.Devices;

/// <summary>The table of joined devices.</summary>
internal static class DeviceTable
{
    private const string Joined =
        "SELECT d.Id, d.OwnerId, d.DisplayName, d.DeviceType, d.OsVersion, d.JoinType, d.TransportKey, d.Enabled AND COALESCE(h.Enabled, TRUE), d.RegisteredOn, h.Sid, d.Version "
        + "FROM Device d LEFT JOIN HybridDevice h ON h.Id = d.Id";

    public static Device? Find(StoreSession session, Guid id) => session.First($"{Joined} WHERE d.Id = @p0", Map, id);

    /// <summary>Devices in the order of their ids, behind one of them.</summary>
    public static List<Device> Page(StoreSession session, Guid? after, int count) =>
        session.All($"{Joined} WHERE d.Id > @p0 ORDER BY d.Id LIMIT @p1", Map, after?.ToString("D") ?? "", count);

    /// <summary>Devices that a person joined, the latest first.</summary>
    public static List<Device> OfOwner(StoreSession session, Guid owner, int count) =>
        session.All($"{Joined} WHERE d.OwnerId = @p0 ORDER BY d.RegisteredOn DESC LIMIT @p1", Map, owner, count);

    public static long CountOf(StoreSession session, Guid owner) =>
        session.First("SELECT COUNT(*) FROM Device WHERE OwnerId = @p0", row => row.GetInt64(0), owner);

    public static void Insert(StoreSession session, Device device) => session.Execute(
        "INSERT INTO Device (Id, OwnerId, DisplayName, DeviceType, OsVersion, JoinType, TransportKey, Enabled, EnabledChangedOn, RegisteredOn, Version) "
        + "VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p8, @p9)",
        device.Id, device.OwnerId, device.DisplayName, device.DeviceType, device.OsVersion, (int)device.JoinType, device.TransportKey, device.Enabled, device.RegisteredOn, device.Version);

    /// <summary>The device joined again: other names, another transport key, and a new date.</summary>
    public static void Rejoin(StoreSession session, Device device) => session.Execute(
        "UPDATE Device SET DisplayName = @p1, DeviceType = @p2, OsVersion = @p3, TransportKey = @p4, RegisteredOn = @p5, Version = Version + 1 WHERE Id = @p0",
        device.Id, device.DisplayName, device.DeviceType, device.OsVersion, device.TransportKey, device.RegisteredOn);

    /// <returns>False when there is no such device.</returns>
    public static bool SetEnabled(StoreSession session, Guid id, bool enabled, DateTimeOffset now)
    {
        if (session.Execute("UPDATE Device SET Enabled = @p1, EnabledChangedOn = @p2, Version = Version + 1 WHERE Id = @p0", id, enabled, now) == 0)
            return false;
        DeviceCertificates.NoteChange(session);
        return true;
    }

    /// <summary>Removes the device and revokes its certificates. Its keys stay spent.</summary>
    /// <returns>False when there is no such device.</returns>
    public static bool Delete(StoreSession session, Guid id, DateTimeOffset now)
    {
        if (session.Execute("DELETE FROM Device WHERE Id = @p0", id) == 0)
            return false;
        DeviceCertificates.RevokeAll(session, id, now);
        return true;
    }

    private static Device Map(DbDataReader row) => new(
        row.Id(0), row.IsDBNull(1) ? null : row.Id(1), row.GetString(2), row.GetString(3), row.GetString(4), (JoinType)row.GetInt32(5), row.Bytes(6), row.GetBoolean(7),
        row.Moment(8), row.TextOrNull(9), row.GetInt64(10));
}
