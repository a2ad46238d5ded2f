using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Keyway.Connect.CommandLine;

namespace Keyway.Connect.Terminal;

/// <summary>Writes how a command ended: lines for people, or one JSON object for programs.</summary>
internal static class ReportPrinter
{
    // Names of people are not escaped: the object goes to a program, never into a page.
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The result to <paramref name="output"/>, a failure in three lines to <paramref name="errors"/>.</summary>
    public static void Print(Report report, TextWriter output, TextWriter errors)
    {
        foreach (var line in report.Lines)
            output.WriteLine(line);
        if (report.Failure is not { } failure)
            return;

        errors.WriteLine($"Could not {failure.Attempt} ({failure.Refusal.Code}).");
        errors.WriteLine("Why: " + failure.Refusal.Error.Cause + (failure.Refusal.Detail is { } detail ? $" ({SafeText.Of(detail)})" : ""));
        errors.WriteLine("Do:  " + failure.Refusal.Error.Remedy + (failure.Remains is { } remains ? " " + SafeText.Of(remains) : ""));
    }

    /// <summary>One JSON object to <paramref name="output"/>, whether the command succeeded or not.</summary>
    public static void PrintJson(Report report, IReadOnlyList<CompletedStep> steps, TextWriter output)
    {
        var json = new JsonObject { ["outcome"] = OutcomeName(report.ExitCode) };
        foreach (var (name, value) in report.Content)
            json[name] = value?.DeepClone();
        if (report.Failure is { } failure)
        {
            json["error"] = new JsonObject
            {
                ["code"] = failure.Refusal.Code,
                ["attempt"] = failure.Attempt,
                ["cause"] = failure.Refusal.Error.Cause,
                ["remedy"] = failure.Refusal.Error.Remedy,
                ["detail"] = failure.Refusal.Detail is { } detail ? SafeText.Of(detail) : null,
                ["remains"] = failure.Remains,
            };
        }

        json["steps"] = new JsonArray([.. steps.Select(step => new JsonObject
        {
            ["name"] = step.Name,
            ["result"] = step.Result,
            ["succeeded"] = step.Succeeded,
            ["milliseconds"] = (long)step.Duration.TotalMilliseconds,
        })]);
        output.WriteLine(json.ToJsonString(Indented));
    }

    private static string OutcomeName(ExitCode code) => code switch
    {
        ExitCode.Done => "done",
        ExitCode.SidesDiffer => "differs",
        ExitCode.Unreachable => "unreachable",
        ExitCode.Usage => "usage",
        ExitCode.Broken => "broken",
        _ => "refused",
    };
}
