namespace Keyway.Server.Portal.Charts;

/// <summary>One place on the axis across, with a number for each series.</summary>
/// <param name="Label">For the table and the hint of the bar.</param>
/// <param name="Mark">Below the axis; null where there is no room for it.</param>
internal sealed record ChartPlace(string Label, string? Mark, IReadOnlyList<long> Values)
{
    public long Total => Values.Sum();
}
