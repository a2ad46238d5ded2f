using System.Globalization;

namespace Keyway.Server.Portal.Charts;

/// <summary>
/// Numbers over time as bars that stand on each other, in the order of the series. The server draws it (<c>_BarChart.cshtml</c>): a title, words at both axes, a table
/// behind it, no script.
/// </summary>
/// <param name="Across">What the axis across means, such as <c>Hour (UTC)</c>.</param>
/// <param name="Up">What is counted.</param>
/// <param name="Empty">What stands there when everything is nought.</param>
internal sealed record BarChart(string Title, string Across, string Up, IReadOnlyList<ChartSeries> Series, IReadOnlyList<ChartPlace> Places, string Empty)
{
    /// <summary>Of the picture; it is stretched to the column that it stands in.</summary>
    public const int Width = 480;
    public const int Height = 220;
    public const int Left = 48;
    public const int Bottom = 172;
    private const int Top = 12;
    private const int Right = 472;

    public bool IsEmpty => Places.All(place => place.Total == 0);

    /// <summary>The number at the top of the axis: 1, 2, 4, 6 or 10 times a power of ten, so that half of it reads well too.</summary>
    public long Scale
    {
        get
        {
            var most = Math.Max(1, Places.Count == 0 ? 1 : Places.Max(place => place.Total));
            for (long power = 1; ; power *= 10)
            {
                foreach (var step in new[] { 1, 2, 4, 6 })
                {
                    if (step * power >= most)
                        return step * power;
                }
            }
        }
    }

    /// <summary>Where the axis upwards has lines.</summary>
    public IEnumerable<(long Value, string Y)> Lines
    {
        get
        {
            var scale = Scale;
            yield return (0, Number(Bottom));
            if (scale % 2 == 0)
                yield return (scale / 2, Number(YOf(scale / 2)));
            yield return (scale, Number(Top));
        }
    }

    /// <summary>The middle of a place, for its mark.</summary>
    public string MiddleOf(int place) => Number(XOf(place) + (Step / 2));

    /// <summary>The bars of a place, the first series at the bottom.</summary>
    public IEnumerable<ChartBar> BarsOf(int place)
    {
        var scale = Scale;
        double y = Bottom;
        for (var index = 0; index < Series.Count; index++)
        {
            var value = Places[place].Values[index];
            if (value == 0)
                continue;
            // One among thousands must still be seen.
            var height = Math.Max(2, (double)(Bottom - Top) * value / scale);
            y -= height;
            yield return new ChartBar(Number(XOf(place) + (Step * 0.1)), Number(y), Number(Step * 0.8), Number(height), Series[index].Class);
        }
    }

    /// <summary>A count as people read it.</summary>
    public static string Words(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private double Step => (double)(Right - Left) / Math.Max(1, Places.Count);

    private double XOf(int place) => Left + (Step * place);

    private double YOf(long value) => Bottom - ((double)(Bottom - Top) * value / Scale);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
