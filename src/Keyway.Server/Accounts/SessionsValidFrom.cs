using Keyway.Server.Storage;

namespace Keyway.Server.Accounts;

/// <summary>The table of the moments from when on sign-ins of a person count.</summary>
internal static class SessionsValidFrom
{
    /// <summary>The moment, UTC; the least one when nobody ever ended the person's sign-ins.</summary>
    public static DateTimeOffset Of(StoreSession session, Guid person) =>
        session.First<DateTimeOffset?>("SELECT ValidFrom FROM SessionsValidFrom WHERE UserId = @p0", row => row.Moment(0), person) ?? DateTimeOffset.MinValue;

    /// <summary>Whether a sign-in ended. One of the very moment is over too: tokens tell their time in whole seconds, cut off, and must not outlive it by that.</summary>
    public static bool HasEnded(StoreSession session, Guid person, DateTimeOffset authenticatedOn) => authenticatedOn <= Of(session, person);

    public static void Set(StoreSession session, Guid person, DateTimeOffset moment)
    {
        Forget(session, person);
        session.Execute("INSERT INTO SessionsValidFrom (UserId, ValidFrom) VALUES (@p0, @p1)", person, moment);
    }

    /// <summary>Removes the row of a person who is forgotten.</summary>
    public static void Forget(StoreSession session, Guid person) => session.Execute("DELETE FROM SessionsValidFrom WHERE UserId = @p0", person);
}
