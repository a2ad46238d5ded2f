using System.Data.Common;
using Keyway.Server.Storage;

namespace Keyway.Server.SignIns;

/// <summary>The rows of <see cref="SignInEntry"/> and the counts of each hour.</summary>
internal static class SignInTable
{
    /// <summary>What <see cref="Map"/> reads.</summary>
    public const string Columns =
        "Id, OccurredOn, Client, Method, Address, UserAgent, Trace, UserId, UserName, Error, CredentialId, Aaguid, DeviceId, Resource, KerberosServer";

    /// <summary>The counts of the hours of a time: read in the order of the table, and sorted once into their steps.</summary>
    internal const string CountsOfSteps =
        "SELECT Hour / @p2 * @p2, Client, Method, Error, KerberosServer, SUM(Count), SUM(Unlisted) FROM SignInHour WHERE Hour BETWEEN @p0 AND @p1 "
        + "GROUP BY Hour / @p2, Client, Method, Error, KerberosServer ORDER BY Hour / @p2, Client, Method, Error, KerberosServer";

    /// <summary>When the last completed sign-in at a computer was; from an index alone.</summary>
    internal const string LastCompletedAt = "SELECT OccurredOn FROM SignIn WHERE DeviceId = @p0 AND Error IS NULL ORDER BY OccurredOn DESC LIMIT 1";

    private const long MillisecondsOfHour = 3_600_000;

    public static void Insert(StoreSession session, SignInEntry entry) => session.Execute(
        "INSERT INTO SignIn (OccurredOn, Client, Method, Address, UserAgent, Trace, UserId, UserName, Error, CredentialId, Aaguid, DeviceId, Resource, KerberosServer) "
        + "VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13)",
        entry.OccurredOn, (long)entry.Client, (long)entry.Method, entry.Source.Address, entry.Source.UserAgent, entry.Source.Trace, entry.UserId, entry.UserName,
        entry.Error is { } error ? (long)error : null, entry.CredentialId, entry.Aaguid, entry.DeviceId, entry.Resource, entry.KerberosServer);

    /// <summary>Counts sign-ins of one kind into their hour. A completed one has error 0 there, one without a ticket an empty Kerberos server: a primary key has no nulls.</summary>
    public static void Count(StoreSession session, SignInCount counted) => session.Execute(
        "INSERT INTO SignInHour (Hour, Client, Method, Error, KerberosServer, Count, Unlisted) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6) "
        + "ON CONFLICT (Hour, Client, Method, Error, KerberosServer) DO UPDATE SET Count = SignInHour.Count + excluded.Count, Unlisted = SignInHour.Unlisted + excluded.Unlisted",
        counted.Start.ToUnixTimeMilliseconds() / MillisecondsOfHour, (long)counted.Client, (long)counted.Method, (long)(counted.Error ?? 0), counted.KerberosServer ?? "",
        counted.Count, counted.Unlisted);

    /// <summary>The counts of the hours of a time, in steps of whole hours.</summary>
    public static List<SignInCount> Counts(StoreSession session, DateTimeOffset from, DateTimeOffset to, int stepHours) => session.All(
        CountsOfSteps,
        row => new SignInCount(
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0) * MillisecondsOfHour), (SignInClient)row.GetInt64(1), (SignInMethod)row.GetInt64(2),
            row.GetInt64(3) is var error && error == 0 ? null : (int)error, row.GetString(4) is { Length: > 0 } server ? server : null, row.GetInt64(5), row.GetInt64(6)),
        from.ToUnixTimeMilliseconds() / MillisecondsOfHour, to.ToUnixTimeMilliseconds() / MillisecondsOfHour, (long)stepHours);

    /// <summary>What is left of a forgotten person's sign-ins is that they were: the counts and the order stay, and nothing of the person.</summary>
    public static void Forget(StoreSession session, Guid userId) => session.Execute(
        "UPDATE SignIn SET UserId = NULL, UserName = NULL, CredentialId = NULL, DeviceId = NULL, Address = '', UserAgent = '' WHERE UserId = @p0", userId);

    /// <summary>Forgets a portion of the rows, and the hours, that are older than each is kept.</summary>
    public static void ForgetOld(StoreSession session, DateTimeOffset rowsBefore, DateTimeOffset hoursBefore)
    {
        session.Execute("DELETE FROM SignIn WHERE Id IN (SELECT Id FROM SignIn WHERE OccurredOn < @p0 ORDER BY OccurredOn LIMIT 2000)", rowsBefore);
        session.Execute("DELETE FROM SignInHour WHERE Hour < @p0", hoursBefore.ToUnixTimeMilliseconds() / MillisecondsOfHour);
    }

    public static SignInEntry Map(DbDataReader row) => new(
        row.Moment(1), (SignInClient)row.GetInt64(2), (SignInMethod)row.GetInt64(3), new SignInSource(row.GetString(4), row.GetString(5), row.GetString(6)),
        row.IsDBNull(7) ? null : row.Id(7), row.TextOrNull(8), row.IsDBNull(9) ? null : row.GetInt32(9), row.BytesOrNull(10), row.IsDBNull(11) ? null : row.Id(11),
        row.IsDBNull(12) ? null : row.Id(12), row.TextOrNull(13), row.TextOrNull(14))
    {
        Id = row.GetInt64(0),
    };
}
