using System.Data.Common;
using Keyway.Server.Storage;

namespace Keyway.Server.AuthenticationMethods.Keys;

/// <summary>The rows of <see cref="SecurityKey"/>.</summary>
internal static class SecurityKeyTable
{
    private const string Columns =
        "CredentialId, UserId, DisplayName, PublicKey, SignCount, Aaguid, BackupEligible, BackupState, Attested, AttestationFormat, CreatedOn, LastUsedOn, Transports, LastUsedAddress, LastUsedClient";

    public static SecurityKey? Find(StoreSession session, byte[] credentialId) =>
        session.First($"SELECT {Columns} FROM SecurityKey WHERE CredentialId = @p0", Map, credentialId);

    public static List<SecurityKey> OfUser(StoreSession session, Guid userId) =>
        session.All($"SELECT {Columns} FROM SecurityKey WHERE UserId = @p0 ORDER BY CreatedOn", Map, userId);

    /// <returns>False when the credential id is taken, by whomever.</returns>
    public static bool Insert(StoreSession session, SecurityKey key) => session.Execute(
        $"INSERT INTO SecurityKey ({Columns}) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14) ON CONFLICT DO NOTHING",
        key.CredentialId, key.UserId, key.DisplayName, key.PublicKey, (long)key.SignCount, key.Aaguid, key.BackupEligible, key.BackupState, key.Attested,
        key.AttestationFormat, key.CreatedOn, key.LastUsedOn, KeyTransports.Text(key.Transports), key.LastUsedFrom?.Address, key.LastUsedFrom?.Client) == 1;

    /// <summary>Writes back what an assertion proved (WebAuthn L3 7.2 step 24). The counter only ever grows, also when two sign-ins cross; a key that does not count stays at 0.</summary>
    /// <returns>False when the key was removed, or a later assertion came first.</returns>
    public static bool MarkUsed(StoreSession session, byte[] credentialId, uint signCount, bool backupState, DateTimeOffset now, KeyUse? from) => session.Execute(
        "UPDATE SecurityKey SET SignCount = @p1, BackupState = @p2, LastUsedOn = @p3, LastUsedAddress = @p4, LastUsedClient = @p5 WHERE CredentialId = @p0 AND (SignCount < @p1 OR (SignCount = 0 AND @p1 = 0))",
        credentialId, (long)signCount, backupState, now, from?.Address, from?.Client) == 1;

    /// <returns>False when the person has no such key.</returns>
    public static bool Rename(StoreSession session, Guid userId, byte[] credentialId, string name) =>
        session.Execute("UPDATE SecurityKey SET DisplayName = @p2 WHERE CredentialId = @p0 AND UserId = @p1", credentialId, userId, name) == 1;

    /// <returns>False when the person has no such key.</returns>
    public static bool Delete(StoreSession session, Guid userId, byte[] credentialId) =>
        session.Execute("DELETE FROM SecurityKey WHERE CredentialId = @p0 AND UserId = @p1", credentialId, userId) == 1;

    /// <summary>Removes every key of a person who is forgotten.</summary>
    public static void Forget(StoreSession session, Guid userId) => session.Execute("DELETE FROM SecurityKey WHERE UserId = @p0", userId);

    private static SecurityKey Map(DbDataReader row) => new(
        row.Bytes(0), row.Id(1), row.GetString(2), row.Bytes(3), checked((uint)row.GetInt64(4)), row.Id(5), row.GetBoolean(6), row.GetBoolean(7),
        row.GetBoolean(8), row.GetString(9), row.Moment(10), row.MomentOrNull(11), KeyTransports.Read(row.TextOrNull(12)),
        row.IsDBNull(13) && row.IsDBNull(14) ? null : new KeyUse(row.TextOrNull(13), row.TextOrNull(14)));
}
