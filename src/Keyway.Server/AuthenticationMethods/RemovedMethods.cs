using Keyway.Server.Storage;

namespace Keyway.Server.AuthenticationMethods;

/// <summary>
/// Who once had a key or an authenticator app that was removed, by whomever. A password alone registers nothing for them: else whoever knows it would only have to
/// wait until the help desk removes a lost key.
/// </summary>
internal static class RemovedMethods
{
    public static void Note(StoreSession session, Guid userId) => session.Execute("INSERT INTO RemovedMethod (UserId) VALUES (@p0) ON CONFLICT DO NOTHING", userId);

    public static bool Any(StoreSession session, Guid userId) => session.First("SELECT 1 FROM RemovedMethod WHERE UserId = @p0", _ => true, userId);

    /// <summary>Removes the row of a person who is forgotten.</summary>
    public static void Forget(StoreSession session, Guid userId) => session.Execute("DELETE FROM RemovedMethod WHERE UserId = @p0", userId);
}
