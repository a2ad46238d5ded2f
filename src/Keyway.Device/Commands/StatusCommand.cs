using System.CommandLine;
using Keyway.Device.State;
using Keyway.Device.Status;

namespace Keyway.Device.Commands;

/// <summary><c>keyway status</c></summary>
internal static class StatusCommand
{
    public static Command Create(SharedOptions shared)
    {
        var command = new Command("status", "Tell whether this computer is joined, to whom, and how the last sign-in went.");
        command.SetAction(line =>
        {
            var output = new CommandOutput(line.GetValue(shared.Json));
            var now = TimeProvider.System.GetUtcNow();
            return DeviceStatus.Read(new DeviceState(shared.Folder(line))).TryGet(out var status, out var refusal)
                ? output.Done(StatusJson.Document(status, now), StatusText.Lines(status, now))
                : output.Refuse("The status is not known", refusal);
        });
        return command;
    }
}
