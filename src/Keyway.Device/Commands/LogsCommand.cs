using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Keyway.Device.Daemon;
using Keyway.Device.State;
using Keyway.Device.Status;
using Keyway.Device.Troubleshooting;
using Keyway.Errors;

namespace Keyway.Device.Commands;

/// <summary><c>keyway logs collect</c></summary>
internal sealed class LogsCommand
{
    private const string Failed = "Nothing was collected";

    // Of the programs that a sign-in goes through.
    private static readonly string[] Packages = ["keyway-device", "libfido2-1", "libnss-systemd", "libpam-modules", "krb5-user", "winbind", "sssd"];

    private readonly SharedOptions _shared;
    private readonly DaemonPlaces _places = new();
    private readonly Option<string?> _output = new("--output") { Description = "The file; keyway-logs-HOST-TIME.tar.gz here when left out.", HelpName = "FILE" };
    private readonly Option<bool> _recreate = new("--recreate-my-problem") { Description = "Record a fresh attempt first: every step of it is logged until you press Enter." };
    private readonly Option<string> _settings = new("--settings") { Description = "The file of keywayd's settings.", HelpName = "FILE", DefaultValueFactory = _ => DaemonSettings.DefaultPath };

    private LogsCommand(SharedOptions shared) => _shared = shared;

    public static Command Create(SharedOptions shared)
    {
        var definition = new LogsCommand(shared);
        var collect = new Command("collect", "Make a bundle without secrets for whoever helps you.") { definition._output, definition._recreate, definition._settings };
        collect.SetAction(definition.CollectAsync);
        return new Command("logs", "What keywayd told.") { collect };
    }

    private async Task<int> CollectAsync(ParseResult line, CancellationToken cancellationToken)
    {
        var output = new CommandOutput(line.GetValue(_shared.Json));
        if (line.GetValue(_recreate) && await RecordAsync(output, cancellationToken) is { } unrecorded)
            return output.Refuse(Failed, unrecorded);

        var time = TimeProvider.System;
        var bundle = new LogBundle(time);
        await FillAsync(bundle, _shared.Folder(line), line.GetRequiredValue(_settings), cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var path = Path.GetFullPath(line.GetValue(_output) ?? string.Create(CultureInfo.InvariantCulture, $"keyway-logs-{Environment.MachineName}-{now:yyyyMMdd-HHmmss}.tar.gz"));
        return bundle.Write(path).TryGet(out _, out var refusal)
            ? output.Done(
                new JsonObject { ["file"] = path, ["entries"] = new JsonArray([.. bundle.Names.Select(name => JsonValue.Create(name))]) },
                $"{path}: {string.Join(", ", bundle.Names)}", "It names people, computers and servers. Keys, PINs, passwords and tokens are not in it.")
            : output.Refuse(Failed, refusal);
    }

    /// <summary>Has keywayd tell of each step until somebody presses Enter or Ctrl+C.</summary>
    private async Task<Refusal?> RecordAsync(CommandOutput output, CancellationToken cancellationToken)
    {
        // Ctrl+C ends the program until the first await; what is on by then would stay on.
        await Task.Yield();
        try
        {
            File.WriteAllBytes(_places.Recording, []);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Refusal(Catalogue.Troubleshooting.RecordingNotBegun, failure.Message);
        }

        try
        {
            output.Screen.Say("Do now what goes wrong, at the screen where it does. Then press Enter here.");

            // A read of standard input cannot be called off: its thread is left behind, and ends with the program.
            await Task.Run(Console.In.ReadLine, CancellationToken.None).WaitAsync(cancellationToken);
            return null;
        }
        finally
        {
            File.Delete(_places.Recording);
        }
    }

    private async Task FillAsync(LogBundle bundle, DeviceFolder folder, string settingsFile, CancellationToken cancellationToken)
    {
        if (File.Exists(_places.Log + ".1"))
            bundle.AddFile("keywayd.log.1", _places.Log + ".1");
        bundle.AddFile("keywayd.log", _places.Log);
        bundle.Add("journal.txt", await OtherProgram.SaysAsync("/usr/bin/journalctl", ["--unit", "keywayd", "--lines", "5000", "--no-pager", "--output", "short-iso"], cancellationToken));
        bundle.Add("doctor.json", await DoctorAsync(folder, settingsFile, cancellationToken));
        bundle.Add("status.json", Status(folder));
        bundle.AddFile("keywayd.json", settingsFile);
        foreach (var file in new[] { "pam.d/common-auth", "pam.d/common-account", "pam.d/common-session", "nsswitch.conf", "krb5.conf", "resolv.conf", "os-release" })
            bundle.AddFile("etc/" + file, "/etc/" + file);
        bundle.Add("packages.txt", await OtherProgram.SaysAsync("/usr/bin/dpkg-query", ["--show", "--showformat=${Package} ${Version} ${db:Status-Status}\n", .. Packages], cancellationToken));
    }

    private async Task<string> DoctorAsync(DeviceFolder folder, string settingsFile, CancellationToken cancellationToken)
    {
        if (!DaemonSettings.Read(settingsFile).TryGet(out var settings, out var refusal))
            return refusal.ToString();
        var findings = await new Doctor(folder, _places, settings, "/etc", TimeProvider.System).ExamineAsync(_ => { }, cancellationToken);
        return CommandOutput.Text(DoctorCommand.Document(findings));
    }

    private static string Status(DeviceFolder folder)
    {
        if (!DeviceStatus.Read(new DeviceState(folder)).TryGet(out var status, out var refusal))
            return refusal.ToString();
        var now = TimeProvider.System.GetUtcNow();
        return CommandOutput.Text(StatusJson.Document(status, Diagnostics.Offline, new StatusReport(status, Diagnostics.Offline, null, now).Sections(), now));
    }
}
