using System.Data.Common;
using System.Formats.Asn1;
using Keyway.Server.Storage;

namespace Keyway.Server.Devices;

/// <summary>The table of the computers that domains announce. Whoever writes has checked the rules before; what a change means for the device that joined under the id happens here.</summary>
internal static class HybridDevices
{
    private const string Columns = "Id, Domain, Sid, SamAccountName, DisplayName, OperatingSystem, OperatingSystemVersion, Enabled, Certificates, CreatedOn, ModifiedOn, Version";

    /// <summary>The computer with this objectGUID, of whatever domain.</summary>
    public static HybridDevice? Find(StoreSession session, Guid id) =>
        session.First($"SELECT {Columns} FROM HybridDevice WHERE Id = @p0", Map, id);

    /// <summary>The computer with this SID.</summary>
    /// <param name="domain">Lower case.</param>
    public static HybridDevice? FindBySid(StoreSession session, string domain, string sid) =>
        session.First($"SELECT {Columns} FROM HybridDevice WHERE Domain = @p0 AND Sid = @p1", Map, domain, sid);

    /// <summary>Computers in the order of their ids.</summary>
    /// <param name="domain">Lower case; null for all domains.</param>
    public static List<HybridDevice> Page(StoreSession session, string? domain, int skip, int take) => domain is null
        ? session.All($"SELECT {Columns} FROM HybridDevice ORDER BY Id LIMIT @p0 OFFSET @p1", Map, take, skip)
        : session.All($"SELECT {Columns} FROM HybridDevice WHERE Domain = @p0 ORDER BY Id LIMIT @p1 OFFSET @p2", Map, domain, take, skip);

    /// <inheritdoc cref="Page"/>
    public static long Count(StoreSession session, string? domain) => domain is null
        ? session.First("SELECT COUNT(*) FROM HybridDevice", row => row.GetInt64(0))
        : session.First("SELECT COUNT(*) FROM HybridDevice WHERE Domain = @p0", row => row.GetInt64(0), domain);

    /// <returns>False, and nothing written, when the id is already a device's: of this table, or one that joined by itself.</returns>
    public static bool Insert(StoreSession session, HybridDevice device) =>
        DeviceTable.Find(session, device.Id) is null
        && session.Execute(
            $"INSERT INTO HybridDevice ({Columns}) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11) ON CONFLICT (Id) DO NOTHING",
            device.Id, device.Domain, device.Sid, device.SamAccountName, device.DisplayName, device.OperatingSystem, device.OperatingSystemVersion, device.Enabled,
            Pack(device.Certificates), device.CreatedOn, device.ModifiedOn, device.Version) == 1;

    /// <summary>
    /// Writes all that may change: not the domain and not the SID. Disabling a computer refuses the device that joined under its id at the next request, enabling it
    /// lets it again; other certificates matter to the next join only.
    /// </summary>
    public static void Update(StoreSession session, HybridDevice device)
    {
        if (session.First("SELECT 1 FROM HybridDevice WHERE Id = @p0 AND Enabled <> @p1", _ => true, device.Id, device.Enabled))
            DeviceCertificates.NoteChange(session);
        session.Execute(
            "UPDATE HybridDevice SET SamAccountName = @p1, DisplayName = @p2, OperatingSystem = @p3, OperatingSystemVersion = @p4, Enabled = @p5, Certificates = @p6, "
            + "ModifiedOn = @p7, Version = @p8 WHERE Id = @p0",
            device.Id, device.SamAccountName, device.DisplayName, device.OperatingSystem, device.OperatingSystemVersion, device.Enabled, Pack(device.Certificates),
            device.ModifiedOn, device.Version);
    }

    /// <summary>Removes a computer. The device that joined under its id ends with it; its keys stay spent.</summary>
    public static void Delete(StoreSession session, Guid id, DateTimeOffset now)
    {
        if (IsRegistered(session, id))
            DeviceTable.Delete(session, id, now);
        session.Execute("DELETE FROM HybridDevice WHERE Id = @p0", id);
    }

    /// <summary>True when the computer has completed its join and is still a device.</summary>
    public static bool IsRegistered(StoreSession session, Guid id) =>
        session.First("SELECT 1 FROM Device d JOIN HybridDevice h ON h.Id = d.Id WHERE d.Id = @p0", _ => true, id);

    // SEQUENCE OF OCTET STRING: certificates are kept as they came, whatever is in them.
    private static byte[] Pack(IReadOnlyList<byte[]> certificates)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var certificate in certificates)
                writer.WriteOctetString(certificate);
        }

        return writer.Encode();
    }

    private static List<byte[]> Unpack(byte[] packed)
    {
        var sequence = new AsnReader(packed, AsnEncodingRules.DER).ReadSequence();
        var certificates = new List<byte[]>();
        while (sequence.HasData)
            certificates.Add(sequence.ReadOctetString());
        return certificates;
    }

    private static HybridDevice Map(DbDataReader row) => new(
        row.Id(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6), row.GetBoolean(7), Unpack(row.Bytes(8)),
        row.Moment(9), row.Moment(10), row.GetInt64(11));
}
