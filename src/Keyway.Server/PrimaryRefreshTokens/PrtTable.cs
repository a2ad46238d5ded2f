using Keyway.Server.Storage;

namespace Keyway.Server.PrimaryRefreshTokens;

/// <summary>The rows of issued primary refresh tokens.</summary>
internal static class PrtTable
{
    // A lost answer costs one; nobody loses so many in a row.
    private const int MostSuccessors = 16;

    public static void Insert(StoreSession session, IssuedPrt issued, Guid userId, Guid deviceId, byte[] credentialId) => session.Execute(
        "INSERT INTO PrimaryRefreshToken (TokenHash, UserId, DeviceId, CredentialId, SealedSessionKey, IssuedOn, ExpiresOn) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)",
        issued.TokenHash, userId, deviceId, credentialId, issued.SealedSessionKey, issued.IssuedOn, issued.IssuedOn.AddSeconds(PrtIssuer.LifetimeSeconds));

    public static HeldPrt? Find(StoreSession session, byte[] tokenHash) => session.First(
        "SELECT UserId, DeviceId, CredentialId, SealedSessionKey, IssuedOn, ExpiresOn FROM PrimaryRefreshToken WHERE TokenHash = @p0",
        row => new HeldPrt(tokenHash, row.Id(0), row.Id(1), row.Bytes(2), row.Bytes(3), row.Moment(4), row.Moment(5)), tokenHash);

    public static void ForgetPredecessors(StoreSession session, Guid userId, Guid deviceId, DateTimeOffset issuedBefore) =>
        session.Execute("DELETE FROM PrimaryRefreshToken WHERE UserId = @p0 AND DeviceId = @p1 AND IssuedOn < @p2", userId, deviceId, issuedBefore);

    /// <summary>Forgets the oldest of many successors of one token: a device that always shows the same one must not fill the store.</summary>
    /// <param name="presented">Hash of the token that was shown, which lives on.</param>
    /// <param name="issued">Hash of its newest successor.</param>
    public static void ForgetSurplus(StoreSession session, Guid userId, Guid deviceId, byte[] presented, byte[] issued) => session.Execute(
        $"""
        DELETE FROM PrimaryRefreshToken WHERE UserId = @p0 AND DeviceId = @p1 AND TokenHash <> @p2 AND TokenHash <> @p3 AND TokenHash NOT IN
            (SELECT TokenHash FROM PrimaryRefreshToken WHERE UserId = @p0 AND DeviceId = @p1 ORDER BY IssuedOn DESC LIMIT {MostSuccessors})
        """,
        userId, deviceId, presented, issued);

    /// <summary>Forgets every token of a person.</summary>
    public static void Forget(StoreSession session, Guid userId) => session.Execute("DELETE FROM PrimaryRefreshToken WHERE UserId = @p0", userId);

    /// <summary>Forgets a portion of the tokens whose time is over.</summary>
    public static void ForgetExpired(StoreSession session, DateTimeOffset now) => session.Execute(
        "DELETE FROM PrimaryRefreshToken WHERE TokenHash IN (SELECT TokenHash FROM PrimaryRefreshToken WHERE ExpiresOn < @p0 ORDER BY ExpiresOn LIMIT 500)", now);
}
