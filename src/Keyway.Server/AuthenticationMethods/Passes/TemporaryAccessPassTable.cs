using System.Data.Common;
using Keyway.Server.Storage;

namespace Keyway.Server.AuthenticationMethods.Passes;

/// <summary>The rows of <see cref="TemporaryAccessPass"/>, one a person, and of the lock-out after wrong guesses.</summary>
internal static class TemporaryAccessPassTable
{
    private const string Columns = "UserId, Id, CodeMac, StartOn, LifetimeInMinutes, UsableOnce, UsedOn, CreatedOn";

    public static TemporaryAccessPass? Find(StoreSession session, Guid userId) =>
        session.First($"SELECT {Columns} FROM TemporaryAccessPass WHERE UserId = @p0", Map, userId);

    /// <summary>Stores a pass in the place of the person's earlier one, and forgets wrong guesses at that one.</summary>
    public static void Replace(StoreSession session, TemporaryAccessPass pass)
    {
        session.Execute("DELETE FROM TemporaryAccessPass WHERE UserId = @p0", pass.UserId);
        session.Execute("DELETE FROM TemporaryAccessPassLockout WHERE UserId = @p0", pass.UserId);
        session.Execute(
            $"INSERT INTO TemporaryAccessPass ({Columns}) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)",
            pass.UserId, pass.Id, pass.CodeMac, pass.StartOn, pass.LifetimeInMinutes, pass.UsableOnce, pass.UsedOn, pass.CreatedOn);
    }

    /// <summary>Notes the use of a pass.</summary>
    /// <returns>False when it was withdrawn, replaced, or, usable once, used already.</returns>
    public static bool MarkUsed(StoreSession session, TemporaryAccessPass pass, DateTimeOffset now) => session.Execute(
        "UPDATE TemporaryAccessPass SET UsedOn = @p2 WHERE UserId = @p0 AND Id = @p1 AND (UsedOn IS NULL OR UsableOnce = FALSE)", pass.UserId, pass.Id, now) == 1;

    public static bool Delete(StoreSession session, Guid userId, Guid id) =>
        session.Execute("DELETE FROM TemporaryAccessPass WHERE UserId = @p0 AND Id = @p1", userId, id) == 1;

    /// <summary>Removes all that is kept of a person who is forgotten.</summary>
    public static void Forget(StoreSession session, Guid userId)
    {
        session.Execute("DELETE FROM TemporaryAccessPass WHERE UserId = @p0", userId);
        session.Execute("DELETE FROM TemporaryAccessPassLockout WHERE UserId = @p0", userId);
    }

    public static PassLockout Lockout(StoreSession session, Guid userId) =>
        session.First("SELECT Failures, BlockedUntil FROM TemporaryAccessPassLockout WHERE UserId = @p0", row => new PassLockout(row.GetInt32(0), row.Moment(1)), userId)
        ?? PassLockout.None;

    public static void StoreLockout(StoreSession session, Guid userId, PassLockout lockout)
    {
        session.Execute("DELETE FROM TemporaryAccessPassLockout WHERE UserId = @p0", userId);
        if (lockout.Failures > 0)
            session.Execute("INSERT INTO TemporaryAccessPassLockout (UserId, Failures, BlockedUntil) VALUES (@p0, @p1, @p2)", userId, lockout.Failures, lockout.BlockedUntil);
    }

    private static TemporaryAccessPass Map(DbDataReader row) => new(
        row.Id(0), row.Id(1), row.Bytes(2), row.Moment(3), row.GetInt32(4), row.GetBoolean(5), row.MomentOrNull(6), row.Moment(7));
}
