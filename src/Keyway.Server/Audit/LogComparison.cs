using System.Globalization;

namespace Keyway.Server.Audit;

/// <summary>One comparison of a filter, such as <c>createdDateTime ge 2026-11-22T09:00:00Z</c>.</summary>
/// <param name="Operator">Such as <c>eq</c>.</param>
/// <param name="Value">Without its quotes.</param>
internal sealed record LogComparison(string Field, string Operator, string Value)
{
    /// <summary>The value as a moment, or null.</summary>
    public DateTimeOffset? Moment => Value.Length <= 40 && DateTimeOffset.TryParse(
        Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
        ? moment
        : null;

    /// <summary>The value as an id, or null.</summary>
    public Guid? Id => Guid.TryParseExact(Value, "D", out var id) ? id : null;

    /// <summary>The value as a number that is not negative, or null.</summary>
    public int? Number => int.TryParse(Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
