namespace Keyway.Server.SignIns;

/// <summary>The sign-ins of a time, counted by step, client, method and outcome.</summary>
/// <param name="Step">An hour; a day where more than 8 days were asked for.</param>
internal sealed record SignInStatistics(DateTimeOffset From, DateTimeOffset To, TimeSpan Step, IReadOnlyList<SignInCount> Counts)
{
    public long Completed => Counts.Where(count => count.Error is null).Sum(count => count.Count);

    public long Refused => Counts.Where(count => count.Error is not null).Sum(count => count.Count);

    /// <summary>Refused ones that have no row.</summary>
    public long Unlisted => Counts.Sum(count => count.Unlisted);
}
