using System.Globalization;
using Keyway.Server.Portal.Charts;
using Keyway.Server.Portal.Shared;
using Keyway.Server.SignIns;

namespace Keyway.Server.Portal.Administration.SignIns;

/// <summary>The charts of a time, from the counts of its hours.</summary>
internal static class SignInCharts
{
    private const int MostReasons = 6;
    private const string Empty = "Nobody signed in during this time.";

    private static readonly ChartSeries[] Outcomes = [new("Completed", "ok"), new("Refused", "danger")];

    /// <summary>Completed and refused ones over the time.</summary>
    public static BarChart ByTime(SignInStatistics statistics)
    {
        var step = StepOf(statistics);
        var counts = statistics.Counts.ToLookup(count => Floor(count.Start, step));
        var places = new List<ChartPlace>();
        foreach (var start in Starts(statistics, step))
        {
            places.Add(new ChartPlace(
                Label(start, step), IsMarked(start, step) ? Mark(start, step) : null,
                [counts[start].Where(count => count.Error is null).Sum(count => count.Count), counts[start].Where(count => count.Error is not null).Sum(count => count.Count)]));
        }

        return new BarChart("Sign-ins over time", Across(step), "Sign-ins", Outcomes, places, Empty);
    }

    /// <summary>How often each way was used with success.</summary>
    public static RankChart ByMethod(SignInStatistics statistics) => new(
        "By method, completed", "Method", "Sign-ins",
        [.. Ranked(statistics.Counts.Where(count => count.Error is null), count => SignInText.Of(count.Method), "ok")], Empty);

    /// <summary>Why people were refused.</summary>
    public static RankChart ByReason(SignInStatistics statistics) => new(
        "Refused, by reason", "Reason", "Sign-ins",
        [.. Ranked(statistics.Counts.Where(count => count.Error is not null), count => "KW" + count.Error + " " + Short(SignInText.Reason(count.Error!.Value)), "danger").Take(MostReasons)],
        "Nobody was refused during this time.");

    /// <summary>Partial TGTs minted by one Kerberos server.</summary>
    public static BarChart Mints(SignInStatistics statistics, string kerberosServer)
    {
        var step = StepOf(statistics);
        var counts = statistics.Counts.Where(count => string.Equals(count.KerberosServer, kerberosServer, StringComparison.OrdinalIgnoreCase)).ToLookup(count => Floor(count.Start, step));
        return new BarChart(
            "Tickets minted", Across(step), "Tickets", [new ChartSeries("Tickets", "ok")],
            [.. Starts(statistics, step).Select(start => new ChartPlace(Label(start, step), IsMarked(start, step) ? Mark(start, step) : null, [counts[start].Sum(count => count.Count)]))],
            "No ticket was minted during this time.");
    }

    private static IEnumerable<RankRow> Ranked(IEnumerable<SignInCount> counts, Func<SignInCount, string> name, string kind) =>
        counts.GroupBy(name, count => count.Count).Select(group => new RankRow(group.Key, group.Sum(), kind)).OrderByDescending(row => row.Value).ThenBy(row => row.Label, StringComparer.Ordinal);

    // A picture has room for some fifty bars.
    private static TimeSpan StepOf(SignInStatistics statistics) => (statistics.To - statistics.From).TotalHours switch
    {
        <= 49 => TimeSpan.FromHours(1),
        <= 24 * 8 => TimeSpan.FromHours(6),
        <= 24 * 62 => TimeSpan.FromDays(1),
        _ => TimeSpan.FromDays(14),
    };

    private static IEnumerable<DateTimeOffset> Starts(SignInStatistics statistics, TimeSpan step)
    {
        for (var start = Floor(statistics.From, step); start <= statistics.To; start += step)
            yield return start;
    }

    private static DateTimeOffset Floor(DateTimeOffset moment, TimeSpan step) => new(moment.UtcTicks - (moment.UtcTicks % step.Ticks), TimeSpan.Zero);

    private static bool IsMarked(DateTimeOffset start, TimeSpan step) =>
        step.TotalHours switch { <= 1 => start.Hour % 6 == 0, <= 6 => start.Hour == 0, <= 24 => start.Day % 7 == 1 && start.Day < 29, _ => start.Day < 15 };

    private static string Mark(DateTimeOffset start, TimeSpan step) =>
        start.ToString(step.TotalHours <= 1 ? "HH:mm" : step.TotalHours <= 6 ? "ddd" : "MM-dd", CultureInfo.InvariantCulture);

    private static string Label(DateTimeOffset start, TimeSpan step) =>
        start.ToString(step.TotalHours < 24 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Across(TimeSpan step) => step.TotalHours switch { <= 1 => "Hour (UTC)", <= 6 => "Six hours (UTC)", <= 24 => "Day (UTC)", _ => "Two weeks (UTC)" };

    private static string Short(string text) => text.Length <= 44 ? text : string.Concat(text.AsSpan(0, 43), "…");
}
