using System.Text.Json;
using System.Text.Json.Nodes;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.Commands;

/// <summary>How one run of a command ends: lines for a person or a document for a program, and the exit code.</summary>
internal sealed class CommandOutput
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly bool _json;

    public CommandOutput(bool json)
    {
        _json = json;
        Report = new JourneyReport(json ? null : Screen);
    }

    public Screen Screen { get; } = new();

    public JourneyReport Report { get; }

    /// <summary>A document as it is written.</summary>
    public static string Text(JsonNode document) => document.ToJsonString(Indented) + "\n";

    /// <summary>The command did what it says.</summary>
    /// <param name="document">What a program learns.</param>
    /// <param name="lines">What a person reads.</param>
    public int Done(JsonObject document, params IEnumerable<string> lines)
    {
        Write(ExitCode.Name(ExitCode.Done), document, lines);
        return ExitCode.Done;
    }

    /// <summary>The command refused, or was refused.</summary>
    /// <param name="what">What could not be done, as a sentence without its full stop.</param>
    /// <param name="refusal">Why.</param>
    /// <param name="reached">What a program learns of what was reached.</param>
    /// <param name="lines">What a person reads of it.</param>
    public int Refuse(string what, Refusal refusal, JsonObject? reached = null, params IEnumerable<string> lines)
    {
        var document = reached ?? [];
        document["error"] = new JsonObject
        {
            ["code"] = refusal.Code,
            ["cause"] = refusal.Error.Cause,
            ["remedy"] = refusal.Error.Remedy,
            ["detail"] = refusal.Detail is null ? null : Shown.Line(refusal.Detail),
        };
        var code = ExitCode.Of(refusal);
        Write(ExitCode.Name(code), document, lines);
        Screen.Refuse(what, refusal);
        return code;
    }

    private void Write(string outcome, JsonObject document, IEnumerable<string> lines)
    {
        if (_json)
        {
            document.Insert(0, "outcome", outcome);
            if (Report.Steps.Count > 0)
                document["steps"] = Report.Steps;
            Console.Out.WriteLine(document.ToJsonString(Indented));
            return;
        }

        foreach (var line in lines)
            Screen.Line(line);
    }
}
