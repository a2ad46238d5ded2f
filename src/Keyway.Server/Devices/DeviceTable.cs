using System.Data.Common;
using System.Security.Cryptography;
using Keyway.Server.Storage;

namespace Keyway.Server.Devices;

/// <summary>The table of devices, and of the keys they ever brought.</summary>
internal static class DeviceTable
{
    private const string Columns = "Id, OwnerId, DisplayName, DeviceType, OsVersion, Certificate, NotAfter, TransportKey, Enabled, RegisteredOn, Version";

    public static Device? Find(StoreSession session, Guid id) =>
        session.First($"SELECT {Columns} FROM Device WHERE Id = @p0", Map, id);

    /// <summary>What changes from request to request of the device with this certificate; null when none has it.</summary>
    public static DeviceStanding? FindStanding(StoreSession session, ReadOnlySpan<byte> certificate) => session.First(
        "SELECT d.Id, d.Enabled AND COALESCE(h.Enabled, TRUE), d.NotAfter, d.Version FROM Device d LEFT JOIN HybridDevice h ON h.Id = d.Id WHERE d.CertificateHash = @p0",
        row => new DeviceStanding(row.Id(0), row.GetBoolean(1), row.Moment(2), row.GetInt64(3)), CertificateHash(certificate));

    /// <summary>All devices, by name; at most this many.</summary>
    public static List<Device> List(StoreSession session, int count) =>
        session.All($"SELECT {Columns} FROM Device ORDER BY DisplayName, Id LIMIT @p0", Map, count);

    public static long CountOf(StoreSession session, Guid owner) =>
        session.First("SELECT COUNT(*) FROM Device WHERE OwnerId = @p0", row => row.GetInt64(0), owner);

    public static void Insert(StoreSession session, Device device) => session.Execute(
        $"INSERT INTO Device ({Columns}, JoinType, CertificateHash) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12)",
        device.Id, device.OwnerId, device.DisplayName, device.DeviceType, device.OsVersion, device.Certificate, device.NotAfter, device.TransportKey,
        device.Enabled, device.RegisteredOn, device.Version, DeviceJoin.CloudJoinType, CertificateHash(device.Certificate));

    /// <summary>Marks a key as used.</summary>
    /// <returns>False when a device brought it before.</returns>
    public static bool TryUseKey(StoreSession session, string keyHash, DateTimeOffset now) =>
        session.Execute("INSERT INTO DeviceKeyUse (KeyHash, UsedOn) VALUES (@p0, @p1) ON CONFLICT DO NOTHING", keyHash, now) == 1;

    /// <returns>False when there is no such device.</returns>
    public static bool SetEnabled(StoreSession session, Guid id, bool enabled) =>
        session.Execute("UPDATE Device SET Enabled = @p1, Version = Version + 1 WHERE Id = @p0", id, enabled) == 1;

    /// <returns>False when there is no such device.</returns>
    public static bool Delete(StoreSession session, Guid id) =>
        session.Execute("DELETE FROM Device WHERE Id = @p0", id) == 1;

    private static string CertificateHash(ReadOnlySpan<byte> certificate) => Convert.ToHexStringLower(SHA256.HashData(certificate));

    private static Device Map(DbDataReader row) => new(
        row.Id(0), row.Id(1), row.GetString(2), row.GetString(3), row.GetString(4), row.Bytes(5), row.Moment(6), row.Bytes(7), row.GetBoolean(8), row.Moment(9), row.GetInt64(10));
}
