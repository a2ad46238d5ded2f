using Keyway.Server.Storage;

namespace Keyway.Server.AuthenticationMethods.Passes;

/// <summary>The row of <see cref="FirstAdministratorLink"/>, one a person.</summary>
internal static class FirstLinkTable
{
    /// <param name="TokenHash">SHA-256, 32 bytes.</param>
    /// <param name="PassId">The pass that the link opens in the place of its code.</param>
    public sealed record FirstLink(Guid UserId, byte[] TokenHash, Guid PassId, DateTimeOffset ExpiresOn);

    public static void Replace(StoreSession session, FirstLink link)
    {
        Forget(session, link.UserId);
        session.Execute("INSERT INTO FirstAdministratorLink (UserId, TokenHash, PassId, ExpiresOn) VALUES (@p0, @p1, @p2, @p3)", link.UserId, link.TokenHash, link.PassId, link.ExpiresOn);
    }

    /// <summary>All there are: one, or none.</summary>
    public static List<FirstLink> All(StoreSession session) => session.All(
        "SELECT UserId, TokenHash, PassId, ExpiresOn FROM FirstAdministratorLink", row => new FirstLink(row.Id(0), row.Bytes(1), row.Id(2), row.Moment(3)));

    /// <summary>Whether a pass is the one that the server itself issued: no policy binds it, because it is what mends a policy.</summary>
    public static bool IsOfFirstStart(StoreSession session, TemporaryAccessPass pass) =>
        session.First("SELECT 1 FROM FirstAdministratorLink WHERE UserId = @p0 AND PassId = @p1", _ => true, pass.UserId, pass.Id);

    public static void Forget(StoreSession session, Guid userId) => session.Execute("DELETE FROM FirstAdministratorLink WHERE UserId = @p0", userId);
}
