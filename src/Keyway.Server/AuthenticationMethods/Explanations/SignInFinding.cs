using System.Text.Json.Serialization;
using Keyway.Errors;

namespace Keyway.Server.AuthenticationMethods.Explanations;

/// <summary>What one rule on the way of a sign-in says of a person.</summary>
/// <param name="Rule">In words that an administrator knows; true when the rule holds.</param>
/// <param name="Holds">False blocks this way; null: there is nothing to ask, such as a pass that nobody issued.</param>
/// <param name="Detail">What was looked at, or cause and remedy of the refusal.</param>
/// <param name="Code">The number that the person was told, such as <c>KW2101</c>; null when the rule holds.</param>
internal sealed record SignInFinding(
    [property: JsonPropertyName("way")] SignInWay Way,
    [property: JsonPropertyName("rule")] string Rule,
    [property: JsonPropertyName("holds"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] bool? Holds,
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("code")] string? Code = null)
{
    /// <summary>A rule that holds unless there is a refusal.</summary>
    public static SignInFinding Of(SignInWay way, string rule, Refusal? refusal, string seen) => refusal is null
        ? new SignInFinding(way, rule, true, seen)
        : new SignInFinding(way, rule, false, $"{refusal.Error.Cause}{(refusal.Detail is { } detail ? $" ({detail})" : "")} {refusal.Error.Remedy}", refusal.Code);

    /// <summary>A rule that has nothing to ask.</summary>
    public static SignInFinding Absent(SignInWay way, string rule, string why) => new(way, rule, null, why);
}
