using System.Data.Common;
using Keyway.Server.Storage;

namespace Keyway.Server.Portal.Sessions;

/// <summary>The rows of <see cref="WebSession"/>.</summary>
internal static class WebSessionTable
{
    private const string Columns = "IdHash, UserId, Methods, AuthenticatedOn, CreatedOn, SeenOn, ExpiresOn, Address, Browser";

    public static void Insert(StoreSession session, WebSession row) => session.Execute(
        $"INSERT INTO WebSession ({Columns}) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8)",
        row.IdHash, row.UserId, string.Join(' ', row.Methods), row.AuthenticatedOn, row.CreatedOn, row.SeenOn, row.ExpiresOn, row.Address, row.Browser);

    public static WebSession? Find(StoreSession session, byte[] idHash) => session.First($"SELECT {Columns} FROM WebSession WHERE IdHash = @p0", Read, idHash);

    public static List<WebSession> OfUser(StoreSession session, Guid userId) =>
        session.All($"SELECT {Columns} FROM WebSession WHERE UserId = @p0 ORDER BY SeenOn DESC", Read, userId);

    public static void Touch(StoreSession session, byte[] idHash, DateTimeOffset now) =>
        session.Execute("UPDATE WebSession SET SeenOn = @p1 WHERE IdHash = @p0", idHash, now);

    public static bool Delete(StoreSession session, byte[] idHash) => session.Execute("DELETE FROM WebSession WHERE IdHash = @p0", idHash) == 1;

    public static void DeleteOf(StoreSession session, Guid userId) => session.Execute("DELETE FROM WebSession WHERE UserId = @p0", userId);

    public static void ForgetExpired(StoreSession session, DateTimeOffset now) => session.Execute(
        "DELETE FROM WebSession WHERE IdHash IN (SELECT IdHash FROM WebSession WHERE ExpiresOn < @p0 ORDER BY ExpiresOn LIMIT 1000)", now);

    private static WebSession Read(DbDataReader row) => new(
        row.Bytes(0), row.Id(1), row.GetString(2).Split(' '), row.Moment(3), row.Moment(4), row.Moment(5), row.Moment(6), row.GetString(7), row.GetString(8));
}
