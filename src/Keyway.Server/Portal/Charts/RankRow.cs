namespace Keyway.Server.Portal.Charts;

/// <summary>One kind.</summary>
/// <param name="Class">Of the sheet: ok, note or danger.</param>
internal sealed record RankRow(string Label, long Value, string Class);
