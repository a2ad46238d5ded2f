using System.CommandLine;
using System.Runtime.InteropServices;
using Keyway.Device.Daemon;

namespace Keyway.Device.Commands;

/// <summary><c>keyway daemon</c>: what <c>keywayd</c> and its unit run.</summary>
internal sealed class DaemonCommand
{
    private readonly SharedOptions _shared;
    private readonly Option<string> _settings = new("--settings") { Description = "The file of its settings.", HelpName = "FILE", DefaultValueFactory = _ => DaemonSettings.DefaultPath };

    private DaemonCommand(SharedOptions shared) => _shared = shared;

    public static Command Create(SharedOptions shared)
    {
        var definition = new DaemonCommand(shared);
        var command = new Command("daemon", "Serve this computer's sign-in programs (PAM) and names; started by its systemd unit.") { definition._settings };
        command.SetAction(definition.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellationToken)
    {
        const string Failed = "keywayd does not run";
        var output = new CommandOutput(line.GetValue(_shared.Json));
        if (!DaemonSettings.Read(line.GetRequiredValue(_settings)).TryGet(out var settings, out var refusal))
            return output.Refuse(Failed, refusal);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });
        var daemon = new Keywayd(_shared.Folder(line), new DaemonPlaces(), settings, output.Screen.Say);
        return (await daemon.RunAsync(stop.Token)).TryGet(out _, out refusal) ? output.Done([]) : output.Refuse(Failed, refusal);
    }
}
