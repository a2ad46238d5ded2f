using System.Text.Json.Nodes;
using Keyway.Connect.CommandLine;

namespace Keyway.Connect.KerberosServers;

/// <summary>How the two sides are shown: the columns, a verdict, and what to run.</summary>
internal static class ComparisonReport
{
    public static Report Of(SideComparison sides, string attempt, int? width)
    {
        var failure = sides.Refusal is { } refusal ? new Failure(attempt, refusal) : null;
        return new Report(["", .. KerberosServerColumns.Lines(sides, width), "", sides.VerdictLine], Json(sides), failure);
    }

    public static JsonObject Json(SideComparison sides) => new()
    {
        ["kerberosServer"] = KerberosServerColumns.Json(sides),
        ["verdict"] = sides.Verdict.ToString(),
        ["differences"] = new JsonArray([.. sides.Differences.Select(difference => (JsonNode)difference)]),
        ["faults"] = new JsonArray([.. (sides.Domain.Server?.Faults ?? []).Select(fault => (JsonNode)fault.ToString())]),
        ["allowGroups"] = Groups(sides.Domain.Server?.AllowGroups),
        ["denyGroups"] = Groups(sides.Domain.Server?.DenyGroups),
    };

    private static JsonArray Groups(IReadOnlyList<ActiveDirectory.KerberosServers.RevealGroup>? groups) =>
        [.. (groups ?? []).Select(group => (JsonNode)new JsonObject { ["name"] = group.Name, ["sid"] = group.Sid.ToString(), ["dn"] = group.Dn })];
}
