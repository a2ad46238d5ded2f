using System.Data.Common;
using Keyway.Server.Search;
using Keyway.Server.Storage;

namespace Keyway.Server.Devices;

/// <summary>The table of joined devices.</summary>
internal static class DeviceTable
{
    /// <summary>The columns that <see cref="Map"/> reads, of <c>Device d</c> and its <see cref="Joins"/>.</summary>
    public const string Columns =
        "d.Id, d.OwnerId, d.DisplayName, d.DeviceType, d.OsVersion, d.JoinType, d.TransportKey, d.Enabled AND COALESCE(h.Enabled, TRUE), d.RegisteredOn, h.Sid, d.Version";

    /// <summary>How many those are.</summary>
    public const int ColumnCount = 11;

    /// <summary>Brings to a device what its domain says of it.</summary>
    public const string Joins = "LEFT JOIN HybridDevice h ON h.Id = d.Id";

    private const string Joined = $"SELECT {Columns} FROM Device d {Joins}";

    /// <summary>What the store compares names by: without the case of ASCII letters, as SQL's lower() does in every store.</summary>
    public static string NameKey(string name) => string.Create(name.Length, name, static (lower, source) =>
    {
        for (var index = 0; index < source.Length; index++)
            lower[index] = char.IsAsciiLetterUpper(source[index]) ? (char)(source[index] | 0x20) : source[index];
    });

    public static Device? Find(StoreSession session, Guid id) => session.First($"{Joined} WHERE d.Id = @p0", Map, id);

    /// <summary>Devices in the order of their ids, behind one of them.</summary>
    public static List<Device> Page(StoreSession session, Guid? after, int count) =>
        session.All($"{Joined} WHERE d.Id > @p0 ORDER BY d.Id LIMIT @p1", Map, after?.ToString("D") ?? "", count);

    /// <summary>Devices that a person joined, the latest first.</summary>
    public static List<Device> OfOwner(StoreSession session, Guid owner, int count) =>
        session.All($"{Joined} WHERE d.OwnerId = @p0 ORDER BY d.RegisteredOn DESC LIMIT @p1", Map, owner, count);

    public static long CountOf(StoreSession session, Guid owner) =>
        session.First("SELECT COUNT(*) FROM Device WHERE OwnerId = @p0", row => row.GetInt64(0), owner);

    public static void Insert(StoreSession session, Device device)
    {
        session.Execute(
            "INSERT INTO Device (Id, OwnerId, DisplayName, DeviceType, OsVersion, JoinType, TransportKey, Enabled, EnabledChangedOn, RegisteredOn, Version) "
            + "VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p8, @p9)",
            device.Id, device.OwnerId, device.DisplayName, device.DeviceType, device.OsVersion, (int)device.JoinType, device.TransportKey, device.Enabled, device.RegisteredOn, device.Version);
        WriteWords(session, device.Id, device.DisplayName);
    }

    /// <summary>The device joined again: other names, another transport key, and a new date.</summary>
    public static void Rejoin(StoreSession session, Device device)
    {
        session.Execute(
            "UPDATE Device SET DisplayName = @p1, DeviceType = @p2, OsVersion = @p3, TransportKey = @p4, RegisteredOn = @p5, Version = Version + 1 WHERE Id = @p0",
            device.Id, device.DisplayName, device.DeviceType, device.OsVersion, device.TransportKey, device.RegisteredOn);
        WriteWords(session, device.Id, device.DisplayName);
    }

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
        SearchWords.Write(session, SearchKind.Devices, id, []);
        return true;
    }

    /// <summary>Writes what the devices behind an id are found by.</summary>
    /// <returns>The last id of them; null when there is none.</returns>
    public static string? WriteWords(StoreSession session, string after, int count)
    {
        var devices = session.All("SELECT Id, DisplayName FROM Device WHERE Id > @p0 ORDER BY Id LIMIT @p1", row => (Id: row.Id(0), Name: row.GetString(1)), after, count);
        foreach (var (id, name) in devices)
            WriteWords(session, id, name);
        return devices.Count == 0 ? null : devices[^1].Id.ToString("D");
    }

    private static void WriteWords(StoreSession session, Guid id, string name) =>
        SearchWords.Write(session, SearchKind.Devices, id, SearchText.Words(name, id.ToString("D")));

    /// <summary>Makes a device out of a row that begins with <see cref="Columns"/>.</summary>
    public static Device Map(DbDataReader row) => new(
        row.Id(0), row.IsDBNull(1) ? null : row.Id(1), row.GetString(2), row.GetString(3), row.GetString(4), (JoinType)row.GetInt32(5), row.Bytes(6), row.GetBoolean(7),
        row.Moment(8), row.TextOrNull(9), row.GetInt64(10));
}
