using System.Data.Common;
using Keyway.Server.Storage;

namespace Keyway.Server.AuthenticationMethods.OneTimeCodes;

/// <summary>The rows of authenticator apps, one a person, and of wrong codes.</summary>
internal static class OneTimeCodeTable
{
    private const string Columns = "UserId, Id, SealedSecret, CreatedOn, LastUsedOn, LastStep";

    public static StoredOneTimeCode? Find(StoreSession session, Guid userId) => session.First($"SELECT {Columns} FROM OneTimeCode WHERE UserId = @p0", Map, userId);

    /// <summary>Stores an app in the place of the person's earlier one, and forgets wrong codes of that one.</summary>
    public static void Replace(StoreSession session, StoredOneTimeCode code)
    {
        Forget(session, code.Method.UserId);
        session.Execute(
            $"INSERT INTO OneTimeCode ({Columns}) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)",
            code.Method.UserId, code.Method.Id, code.SealedSecret, code.Method.CreatedOn, code.Method.LastUsedOn, code.LastStep);
    }

    /// <summary>Notes that a code was taken.</summary>
    public static void MarkUsed(StoreSession session, Guid userId, long step, DateTimeOffset now) =>
        session.ExecuteErasing("UPDATE OneTimeCode SET LastStep = @p1, LastUsedOn = @p2 WHERE UserId = @p0", userId, step, now);

    /// <summary>Removes all that is kept of the person's app.</summary>
    /// <returns>False when there is none.</returns>
    public static bool Forget(StoreSession session, Guid userId)
    {
        StoreLockout(session, userId, CodeLockout.None);
        return session.ExecuteErasing("DELETE FROM OneTimeCode WHERE UserId = @p0", userId) == 1;
    }

    public static CodeLockout Lockout(StoreSession session, Guid userId) =>
        session.First("SELECT Failures, BlockedUntil FROM OneTimeCodeLockout WHERE UserId = @p0", row => new CodeLockout(row.GetInt32(0), row.Moment(1)), userId)
        ?? CodeLockout.None;

    public static void StoreLockout(StoreSession session, Guid userId, CodeLockout lockout)
    {
        session.Execute("DELETE FROM OneTimeCodeLockout WHERE UserId = @p0", userId);
        if (lockout.Failures > 0)
            session.Execute("INSERT INTO OneTimeCodeLockout (UserId, Failures, BlockedUntil) VALUES (@p0, @p1, @p2)", userId, lockout.Failures, lockout.BlockedUntil);
    }

    private static StoredOneTimeCode Map(DbDataReader row) =>
        new(new OneTimeCodeMethod(row.Id(1), row.Id(0), row.Moment(3), row.MomentOrNull(4)), row.Bytes(2), row.GetInt64(5));
}
