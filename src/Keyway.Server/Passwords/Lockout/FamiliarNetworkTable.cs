using Keyway.Server.Storage;

namespace Keyway.Server.Passwords.Lockout;

/// <summary>From where people signed in: the newest sixteen networks of each, for ninety days.</summary>
internal static class FamiliarNetworkTable
{
    private const int MostNetworks = 16;
    private static readonly TimeSpan Memory = TimeSpan.FromDays(90);

    public static bool Contains(StoreSession session, Guid userId, byte[] network, DateTimeOffset now) => session.First(
        "SELECT 1 FROM FamiliarNetwork WHERE UserId = @p0 AND Network = @p1 AND LastOn > @p2", _ => true, userId, network, now - Memory);

    public static void Add(StoreSession session, Guid userId, byte[] network, DateTimeOffset now)
    {
        session.Execute("DELETE FROM FamiliarNetwork WHERE UserId = @p0 AND Network = @p1", userId, network);
        session.Execute("INSERT INTO FamiliarNetwork (UserId, Network, LastOn) VALUES (@p0, @p1, @p2)", userId, network, now);
        session.Execute(
            "DELETE FROM FamiliarNetwork WHERE UserId = @p0 AND Network NOT IN (SELECT Network FROM FamiliarNetwork WHERE UserId = @p0 ORDER BY LastOn DESC LIMIT @p1)",
            userId, MostNetworks);
    }

    public static void ForgetOld(StoreSession session, DateTimeOffset now) => session.Execute(
        "DELETE FROM FamiliarNetwork WHERE UserId IN (SELECT UserId FROM FamiliarNetwork WHERE LastOn < @p0 ORDER BY LastOn LIMIT 4000) AND LastOn < @p0", now - Memory);
}
