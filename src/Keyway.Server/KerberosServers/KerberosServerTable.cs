using System.Data.Common;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.KerberosServers;
using Keyway.Kerberos.Pac;
using Keyway.Server.Accounts;
using Keyway.Server.Storage;

namespace Keyway.Server.KerberosServers;

/// <summary>The table of Kerberos servers.</summary>
internal static class KerberosServerTable
{
    /// <summary>The vendor's name for the object: of several servers of a domain this one mints first.</summary>
    public const string DefaultName = "azureadkerberos";

    private const string Columns = "Domain, Name, NetBiosName, DomainSid, BranchId, DisplayName, KeyVersion, TicketKeyVersion, PreviousTicketKeyVersion, KeyUpdatedOn, AllowedSids, DeniedSids, IssuedOn, SealedKey IS NULL, Version, Drift, MintingStopped, AccountSid";

    /// <summary>The server of that name, removed or not.</summary>
    public static KerberosServer? Find(StoreSession session, string domain, string name) =>
        session.First($"SELECT {Columns} FROM KerberosServer WHERE Domain = @p0 AND NameKey = @p1", Map, domain, KerberosServer.NameKey(name));

    /// <summary>The living servers of a domain, the default name first.</summary>
    public static List<KerberosServer> Of(StoreSession session, string domain) => session.All(
        $"SELECT {Columns} FROM KerberosServer WHERE Domain = @p0 AND SealedKey IS NOT NULL ORDER BY CASE NameKey WHEN @p1 THEN 0 ELSE 1 END, NameKey", Map, domain, DefaultName);

    /// <summary>The living servers of all domains.</summary>
    public static List<KerberosServer> All(StoreSession session) =>
        session.All($"SELECT {Columns} FROM KerberosServer WHERE SealedKey IS NOT NULL ORDER BY Domain, NameKey", Map);

    /// <summary>True when a living server of any domain mints nothing.</summary>
    public static bool IsAnyStopped(StoreSession session) =>
        session.First("SELECT 1 FROM KerberosServer WHERE MintingStopped AND SealedKey IS NOT NULL", _ => true);

    /// <summary>Name, version and standing of each living server of a domain, in the order of <see cref="Of"/>: enough to know that nothing changed.</summary>
    public static List<(string Name, long Version, bool IsStopped)> VersionsOf(StoreSession session, string domain) => session.All(
        "SELECT Name, Version, MintingStopped FROM KerberosServer WHERE Domain = @p0 AND SealedKey IS NOT NULL ORDER BY CASE NameKey WHEN @p1 THEN 0 ELSE 1 END, NameKey",
        row => (row.GetString(0), row.GetInt64(1), row.GetBoolean(2)), domain, DefaultName);

    public static byte[]? SealedKey(StoreSession session, KerberosServer server) => session.First(
        "SELECT SealedKey FROM KerberosServer WHERE Domain = @p0 AND NameKey = @p1 AND Version = @p2 AND SealedKey IS NOT NULL",
        row => row.Bytes(0), server.Domain, KerberosServer.NameKey(server.Name), server.Version);

    /// <summary>Writes a server with its key over whatever was there.</summary>
    public static void Put(StoreSession session, KerberosServer server, byte[] sealedKey) => session.ExecuteErasing(
        "INSERT INTO KerberosServer (Domain, NameKey, Name, NetBiosName, DomainSid, BranchId, DisplayName, KeyVersion, TicketKeyVersion, PreviousTicketKeyVersion, KeyUpdatedOn, "
        + "SealedKey, AllowedSids, DeniedSids, IssuedOn, Version, Drift, MintingStopped, AccountSid) "
        + "VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18) "
        + "ON CONFLICT (Domain, NameKey) DO UPDATE SET Name = @p2, NetBiosName = @p3, DomainSid = @p4, BranchId = @p5, DisplayName = @p6, KeyVersion = @p7, TicketKeyVersion = @p8, "
        + "PreviousTicketKeyVersion = @p9, KeyUpdatedOn = @p10, SealedKey = @p11, AllowedSids = @p12, DeniedSids = @p13, IssuedOn = @p14, Version = @p15, Drift = @p16, MintingStopped = @p17, "
        + "AccountSid = @p18",
        server.Domain, KerberosServer.NameKey(server.Name), server.Name, server.NetBiosName, server.DomainSid.ToString(), server.BranchId, server.DisplayName, server.KeyVersion,
        server.TicketKeyVersion, server.PreviousTicketKeyVersion, server.KeyUpdatedOn, sealedKey, Join(server.AllowedSids), Join(server.DeniedSids), server.IssuedOn, server.Version,
        Text(server.Drift), server.IsStopped, server.AccountSid?.ToString());

    /// <summary>Writes the standing of a living server and nothing else.</summary>
    public static void PutDrift(StoreSession session, KerberosServer server) => session.ExecuteErasing(
        "UPDATE KerberosServer SET Drift = @p2, MintingStopped = @p3 WHERE Domain = @p0 AND NameKey = @p1 AND SealedKey IS NOT NULL",
        server.Domain, KerberosServer.NameKey(server.Name), Text(server.Drift), server.IsStopped);

    /// <summary>Throws the key away and keeps the row.</summary>
    public static void Remove(StoreSession session, string domain, string name) => session.ExecuteErasing(
        "UPDATE KerberosServer SET SealedKey = NULL, Drift = NULL, MintingStopped = FALSE, Version = Version + 1 WHERE Domain = @p0 AND NameKey = @p1 AND SealedKey IS NOT NULL",
        domain, KerberosServer.NameKey(name));

    private static string? Text(DriftReport? drift) => drift is null ? null : JsonSerializer.Serialize(drift, ContractsJson.Default.DriftReport);

    private static DriftReport? Drift(string? text) => text is null ? null : JsonSerializer.Deserialize(text, ContractsJson.Default.DriftReport);

    private static string Join(IReadOnlySet<SecurityIdentifier> sids) => string.Join(' ', sids);

    private static HashSet<SecurityIdentifier> Split(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(StoredSid.Read)];

    private static KerberosServer Map(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), StoredSid.Read(row.GetString(3)), row.GetInt32(4), row.GetString(5), row.GetInt64(6), row.GetInt32(7),
        row.IsDBNull(8) ? null : row.GetInt32(8), row.Moment(9), Split(row.GetString(10)), Split(row.GetString(11)), row.Moment(12), row.GetBoolean(13), row.GetInt64(14),
        Drift(row.TextOrNull(15)), row.GetBoolean(16), StoredSid.ReadOrNull(row.TextOrNull(17)));
}
