using System.Data.Common;
using Keyway.Server.Storage;
using Keyway.Server.Tokens;

namespace Keyway.Server.DeviceCodes;

/// <summary>The rows of device requests. Each step forward is one statement that names the state it starts from: two at once cannot both take it.</summary>
internal static class DeviceRequestTable
{
    private const string Select = "SELECT CodeHash, ClientId, Resource, Address, AskedOn, ExpiresOn, State, UserId, Methods, AuthenticatedOn, Scope FROM DeviceRequest ";

    /// <summary>How long after its end a request is still known, so that its program hears <c>expired_token</c>.</summary>
    private static readonly TimeSpan Remembrance = TimeSpan.FromMinutes(10);

    /// <returns>False when the user code is taken.</returns>
    public static bool Insert(StoreSession session, DeviceRequest request, byte[] userCodeMac, string network) => session.Execute(
        """
        INSERT INTO DeviceRequest (CodeHash, UserCodeMac, ClientId, Resource, Address, Network, AskedOn, ExpiresOn, State, Scope)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, 0, @p8) ON CONFLICT DO NOTHING
        """,
        request.CodeHash, userCodeMac, request.ClientId, request.Resource, request.Address, network, request.AskedOn, request.ExpiresOn,
        request.Permissions?.Text()) == 1;

    public static DeviceRequest? Find(StoreSession session, byte[] codeHash) => session.First(Select + "WHERE CodeHash = @p0", Map, codeHash);

    /// <summary>The request that waits for an answer to this user code.</summary>
    public static DeviceRequest? FindWaiting(StoreSession session, byte[] userCodeMac, DateTimeOffset now) =>
        session.First(Select + "WHERE UserCodeMac = @p0 AND State = 0 AND ExpiresOn > @p1", Map, userCodeMac, now);

    public static long CountWaiting(StoreSession session, DateTimeOffset now) =>
        session.First("SELECT COUNT(*) FROM DeviceRequest WHERE ExpiresOn > @p0 AND State = 0", row => row.GetInt64(0), now);

    public static long CountWaiting(StoreSession session, string network, DateTimeOffset now) =>
        session.First("SELECT COUNT(*) FROM DeviceRequest WHERE Network = @p0 AND ExpiresOn > @p1 AND State = 0", row => row.GetInt64(0), network, now);

    public static bool Allow(StoreSession session, byte[] codeHash, DeviceRequestAnswer answer, DateTimeOffset now) => session.Execute(
        "UPDATE DeviceRequest SET State = 1, UserId = @p1, Methods = @p2, AuthenticatedOn = @p3 WHERE CodeHash = @p0 AND State = 0 AND ExpiresOn > @p4",
        codeHash, answer.UserId, string.Join(' ', answer.Methods), answer.AuthenticatedOn, now) == 1;

    public static bool Deny(StoreSession session, byte[] codeHash, Guid userId, DateTimeOffset now) =>
        session.Execute("UPDATE DeviceRequest SET State = 2, UserId = @p1 WHERE CodeHash = @p0 AND State = 0 AND ExpiresOn > @p2", codeHash, userId, now) == 1;

    public static bool Redeem(StoreSession session, byte[] codeHash, DateTimeOffset now) =>
        session.Execute("UPDATE DeviceRequest SET State = 3 WHERE CodeHash = @p0 AND State = 1 AND ExpiresOn > @p1", codeHash, now) == 1;

    /// <summary>Forgets a portion of the requests whose time is long over.</summary>
    public static void ForgetOld(StoreSession session, DateTimeOffset now) => session.Execute(
        "DELETE FROM DeviceRequest WHERE CodeHash IN (SELECT CodeHash FROM DeviceRequest WHERE ExpiresOn < @p0 ORDER BY ExpiresOn LIMIT 500)", now - Remembrance);

    private static DeviceRequest Map(DbDataReader row) => new(
        row.Bytes(0), row.Id(1), row.GetString(2), row.GetString(3), row.Moment(4), row.Moment(5), (DeviceRequestState)row.GetInt32(6),
        row.TextOrNull(8) is { } methods ? new DeviceRequestAnswer(row.Id(7), methods.Split(' '), row.Moment(9)) : null,
        // A name that this version does not know counts for nothing; a limit stays one.
        row.TextOrNull(10) is { } scope ? Permissions.Of(scope.Split(' ')) : null);
}
