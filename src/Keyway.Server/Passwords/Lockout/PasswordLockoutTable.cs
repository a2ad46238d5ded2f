using Keyway.Server.Storage;

namespace Keyway.Server.Passwords.Lockout;

/// <summary>The rows of <see cref="PasswordLockout"/>: at most two a person.</summary>
internal static class PasswordLockoutTable
{
    public static PasswordLockout Find(StoreSession session, Guid userId, bool familiar) =>
        session.First(
            "SELECT Failures, Locks, LockedUntil, LastOn FROM PasswordLockout WHERE UserId = @p0 AND Familiar = @p1",
            row => new PasswordLockout(row.GetInt32(0), row.GetInt32(1), row.Moment(2), row.Moment(3)), userId, familiar)
        ?? PasswordLockout.None;

    public static void Store(StoreSession session, Guid userId, bool familiar, PasswordLockout lockout)
    {
        Forget(session, userId, familiar);
        if (lockout.Failures > 0)
        {
            session.Execute(
                "INSERT INTO PasswordLockout (UserId, Familiar, Failures, Locks, LockedUntil, LastOn) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)",
                userId, familiar, lockout.Failures, lockout.Locks, lockout.LockedUntil, lockout.LastOn);
        }
    }

    public static void Forget(StoreSession session, Guid userId, bool familiar) =>
        session.Execute("DELETE FROM PasswordLockout WHERE UserId = @p0 AND Familiar = @p1", userId, familiar);

    /// <summary>Forgets what counts no more.</summary>
    public static void ForgetOld(StoreSession session, DateTimeOffset now) => session.Execute(
        "DELETE FROM PasswordLockout WHERE UserId IN (SELECT UserId FROM PasswordLockout WHERE LastOn < @p0 ORDER BY LastOn LIMIT 4000) AND LastOn < @p0", now - PasswordLockout.Memory);
}
