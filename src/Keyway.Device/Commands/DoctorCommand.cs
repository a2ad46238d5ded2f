using System.CommandLine;
using System.Text.Json.Nodes;
using Keyway.Device.Daemon;
using Keyway.Device.Terminal;
using Keyway.Device.Troubleshooting;
using Spectre.Console;

namespace Keyway.Device.Commands;

/// <summary><c>keyway doctor</c></summary>
internal sealed class DoctorCommand
{
    private readonly SharedOptions _shared;
    private readonly Option<string> _settings = new("--settings") { Description = "The file of keywayd's settings.", HelpName = "FILE", DefaultValueFactory = _ => DaemonSettings.DefaultPath };

    private DoctorCommand(SharedOptions shared) => _shared = shared;

    public static Command Create(SharedOptions shared)
    {
        var definition = new DoctorCommand(shared);
        var command = new Command("doctor", "Look at all that a sign-in with a key needs, and say what to mend first.") { definition._settings };
        command.SetAction(definition.RunAsync);
        return command;
    }

    /// <summary>What a program learns.</summary>
    public static JsonArray Document(IEnumerable<Finding> findings) => new(
    [
        .. findings.Select(finding => new JsonObject
        {
            ["subject"] = finding.Subject,
            ["health"] = finding.Health switch { Health.Well => "well", Health.Doubtful => "doubtful", Health.Ill => "ill", _ => "notExamined" },
            ["text"] = Shown.Line(finding.Text),
            ["code"] = finding.Refusal?.Code,
            ["remedy"] = finding.Refusal?.Error.Remedy,
            ["detail"] = finding.Refusal?.Detail is { } detail ? Shown.Line(detail) : null,
        }),
    ]);

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellationToken)
    {
        var json = line.GetValue(_shared.Json);
        var output = new CommandOutput(json);
        if (!DaemonSettings.Read(line.GetRequiredValue(_settings)).TryGet(out var settings, out var refusal))
            return output.Refuse("Mend the settings of keywayd first", refusal);
        var doctor = new Doctor(_shared.Folder(line), new DaemonPlaces(), settings, "/etc", TimeProvider.System);
        var findings = await doctor.ExamineAsync(finding => Tell(json ? null : output.Screen, finding), cancellationToken);
        var document = new JsonObject { ["findings"] = Document(findings) };
        return findings.FirstOrDefault(finding => finding.Health == Health.Ill) is { } first
            ? output.Refuse($"Mend first: {first.Subject}", first.Refusal!, document)
            : output.Done(document, findings.Any(finding => finding.Health == Health.Doubtful) ? "Nothing is broken." : "All is well.");
    }

    private static void Tell(Screen? screen, Finding finding)
    {
        var (mark, colour) = finding.Health switch
        {
            Health.Well => ("✓", Color.Green),
            Health.Doubtful => ("!", Color.Yellow),
            Health.Ill => ("✗", Color.Red),
            _ => ("-", Color.Grey),
        };
        screen?.Line(mark, colour, $"{finding.Subject}: {Shown.Line(finding.Text)}{(finding.Refusal is { } refusal ? $" ({refusal.Code})" : "")}");
    }
}
