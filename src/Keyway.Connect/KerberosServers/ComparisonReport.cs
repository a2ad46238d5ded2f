using System.Text.Json.Nodes;
using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.CommandLine;
using Keyway.Connect.Terminal;
using Keyway.Contracts.KerberosServers;

namespace Keyway.Connect.KerberosServers;

/// <summary>How the two sides are shown: the columns, a verdict, and what to run.</summary>
internal static class ComparisonReport
{
    /// <param name="sides">Both.</param>
    /// <param name="attempt">Ends the sentence "Could not …".</param>
    /// <param name="width">Of the terminal, or null.</param>
    /// <param name="closing">What else is to be said, under the verdict.</param>
    public static Report Of(SideComparison sides, string attempt, int? width, IReadOnlyList<string>? closing = null)
    {
        var failure = sides.Refusal is { } refusal ? new Failure(attempt, refusal) : null;
        return new Report(["", .. KerberosServerColumns.Lines(sides, width), "", SafeText.Of(sides.VerdictLine), .. sides.Notes.Select(note => SafeText.Of(note)), .. closing ?? []], Json(sides), failure);
    }

    /// <summary>The domain's side alone, when nobody asked the server.</summary>
    public static Report OfDomain(SideComparison sides, int? width, IReadOnlyList<string> closing) =>
        new(["", .. KerberosServerColumns.Lines(sides, width), "", .. closing], Json(sides));

    public static JsonObject Json(SideComparison sides) => new()
    {
        ["kerberosServer"] = KerberosServerColumns.Json(sides),
        ["verdict"] = sides.Verdict.ToString(),
        ["differences"] = new JsonArray([.. sides.Differences.Select(difference => (JsonNode)difference)]),
        ["faults"] = new JsonArray([.. (sides.Domain.Server?.Faults ?? []).Select(fault => (JsonNode)fault.ToString())]),
        ["allowGroups"] = Groups(sides.Domain.Server?.AllowGroups),
        ["denyGroups"] = Groups(sides.Domain.Server?.DenyGroups),
        ["publication"] = sides.Server.State?.Version,
        ["isMinting"] = sides.Server.State?.IsMinting,
        ["checkedOn"] = sides.Server.State?.Drift?.CheckedOn.UtcDateTime,
        ["findings"] = Findings(sides.Server.State?.Drift?.Findings ?? []),
    };

    /// <summary>What a check found, as members of an answer.</summary>
    public static JsonArray Findings(IEnumerable<DriftFinding> findings) =>
        [.. findings.Select(finding => (JsonNode)new JsonObject
        {
            ["kind"] = finding.Kind.ToString(),
            ["detail"] = SafeText.Of(finding.Detail),
            ["stopsMinting"] = finding.Kind.StopsMinting(),
        })];

    private static JsonArray Groups(IReadOnlyList<RevealGroup>? groups) =>
        [.. (groups ?? []).Select(group => (JsonNode)new JsonObject { ["name"] = group.Name, ["sid"] = group.Sid.ToString(), ["dn"] = group.Dn })];
}
