using System.Text.Json.Nodes;
using Keyway.Connect.Terminal;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;
using Spectre.Console;

namespace Keyway.Connect.Drift;

/// <summary>How the findings of a check are shown.</summary>
internal static class DriftWords
{
    /// <summary>A table with what to run for each finding, and a sentence about minting.</summary>
    /// <param name="width">Of the terminal, or null when the output goes elsewhere.</param>
    public static IReadOnlyList<string> Lines(DriftOutcome outcome, int? width)
    {
        if (outcome.Findings.Count == 0)
            return [$"The Kerberos server {outcome.State.Name} of {outcome.State.CloudDomainDnsName} is what was published. {Minting(outcome)}"];
        var table = TableText.Lines(width, console =>
        {
            var rows = new Table { Border = TableBorder.Rounded, ShowRowSeparators = true };
            foreach (var column in new[] { "Found", "What", "Minting", "Do" })
                rows.AddColumn(column);
            foreach (var finding in outcome.Findings)
                rows.AddRow(new[] { finding.Kind.ToString(), finding.Detail, finding.Kind.StopsMinting() ? "stops" : "goes on", DriftRemedies.Of(finding.Kind) }.Select(text => new Text(SafeText.Of(text))));
            console.Write(rows);
        });
        return [.. table, "", Minting(outcome)];
    }

    public static JsonArray Json(DriftOutcome outcome) => [.. outcome.Findings.Select(finding => (JsonNode)new JsonObject
    {
        ["kind"] = finding.Kind.ToString(),
        ["detail"] = finding.Detail,
        ["stopsMinting"] = finding.Kind.StopsMinting(),
        ["remedy"] = DriftRemedies.Of(finding.Kind),
    })];

    /// <summary>Null when nothing was found.</summary>
    public static Refusal? Refusal(DriftOutcome outcome) => outcome.Findings.Count == 0
        ? null
        : new Refusal(Catalogue.Connect.DriftFound, $"{outcome.State.Name}: {string.Join(", ", outcome.Findings.Select(finding => finding.Kind))}");

    private static string Minting(DriftOutcome outcome)
    {
        var stops = outcome.Findings.Any(finding => finding.Kind.StopsMinting());
        return (outcome.IsReported, outcome.State.IsMinting, stops) switch
        {
            (true, true, _) => "The identity server mints tickets with it.",
            (true, false, _) => "MINTING IS STOPPED: nobody gets a ticket of this Kerberos server until the drift is repaired and checked again.",
            (false, false, _) => "Minting is stopped since an earlier check. Nothing was reported now.",
            (false, true, true) => "Nothing was reported: the identity server goes on minting, and would stop if it knew.",
            _ => "Nothing was reported: the identity server goes on minting.",
        };
    }
}
