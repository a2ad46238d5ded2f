using System.Text.Json.Nodes;
using Keyway.Connect.Terminal;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.Explanations;

/// <summary>Every rule between a person and a ticket, and the one that decides.</summary>
/// <param name="User">As the domain calls the person.</param>
/// <param name="Rules">In the order in which a sign-in meets them.</param>
internal sealed record ExplainedRules(string User, IReadOnlyList<RuleAnswer> Rules)
{
    /// <summary>The first rule that refuses; null when none does.</summary>
    public RuleAnswer? Deciding => Rules.FirstOrDefault(rule => rule.Holds == false);

    /// <summary>A line a rule, and one sentence at the end.</summary>
    public IReadOnlyList<string> Lines()
    {
        var width = Rules.Max(rule => SafeText.Of(rule.Rule).Length);
        return [.. Rules.Select(rule => $"  {Mark(rule)} {SafeText.Of(rule.Rule).PadRight(width)}  {SafeText.Of(rule.Detail)}".TrimEnd()), "", Sentence()];
    }

    public JsonArray Json() => [.. Rules.Select(rule => (JsonNode)new JsonObject
    {
        ["rule"] = rule.Rule,
        ["holds"] = rule.Holds,
        ["detail"] = rule.Detail,
        ["code"] = rule.Code,
    })];

    /// <summary>What decides, in words, with its number and what to do.</summary>
    public string Sentence()
    {
        if (Deciding is not { } rule)
            return $"Nothing refuses {SafeText.Of(User)}: a sign-in with a registered security key brings a ticket.";
        var known = Catalogue.All.Select(entry => entry.Error).FirstOrDefault(error => error.Code == rule.Code);
        return known is null
            ? $"{SafeText.Of(User)} gets no ticket ({SafeText.Of(rule.Code)}): {SafeText.Of(rule.Rule)} does not hold; {SafeText.Of(rule.Detail)}."
            : $"{SafeText.Of(User)} gets no ticket ({known.Code}): {known.Cause} ({SafeText.Of(rule.Detail)}) {known.Remedy}";
    }

    private static string Mark(RuleAnswer rule) => rule.Holds switch
    {
        true => "✓",
        false => "✗",
        null => "–",
    };
}
