using System.Text.Json.Serialization;

namespace Keyway.Contracts.KerberosServers;

/// <summary>One rule on the way to a ticket, and what it says of a person.</summary>
/// <param name="Rule">In words, such as <c>The account is enabled at the identity server</c>.</param>
/// <param name="Holds">Null, and written as null, when the rule could not be asked because an earlier one failed.</param>
/// <param name="Detail">What was seen: for a rule that does not hold the numbered error in words.</param>
/// <param name="Code">The number, such as <c>KW2405</c>, of a rule that does not hold.</param>
public sealed record RuleAnswer(
    [property: JsonPropertyName("rule")] string Rule,
    [property: JsonPropertyName("holds"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] bool? Holds,
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("code")] string? Code = null);
