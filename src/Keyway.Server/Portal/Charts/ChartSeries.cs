namespace Keyway.Server.Portal.Charts;

/// <summary>What the bars of one colour count.</summary>
/// <param name="Class">Of the sheet: ok, note or danger.</param>
internal sealed record ChartSeries(string Name, string Class);
