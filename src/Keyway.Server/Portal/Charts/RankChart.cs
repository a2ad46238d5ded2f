using System.Globalization;

namespace Keyway.Server.Portal.Charts;

/// <summary>How much of each kind there is: lying bars, the longest first, each below its words. Drawn by <c>_RankChart.cshtml</c>.</summary>
/// <param name="Kind">What the rows are, for the head of the table.</param>
/// <param name="Up">What is counted.</param>
internal sealed record RankChart(string Title, string Kind, string Up, IReadOnlyList<RankRow> Rows, string Empty)
{
    public const int Width = 480;
    public const int RowHeight = 40;

    public int Height => Math.Max(1, Rows.Count) * RowHeight;

    public bool IsEmpty => Rows.All(row => row.Value == 0);

    /// <summary>How long a row's bar is.</summary>
    public string LengthOf(RankRow row) =>
        Math.Max(2, (double)Width * row.Value / Math.Max(1, Rows.Max(one => one.Value))).ToString("0.##", CultureInfo.InvariantCulture);
}
