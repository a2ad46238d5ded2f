using System.CommandLine;
using System.Text.Json.Nodes;
using Keyway.Device.Joining.Hybrid;
using Keyway.Device.Leaving;
using Keyway.Device.Terminal;

namespace Keyway.Device.Commands;

/// <summary><c>keyway leave</c></summary>
internal static class LeaveCommand
{
    public static Command Create(SharedOptions shared)
    {
        var search = new DomainSearchOptions();
        var force = new Option<bool>("--force") { Description = "Forget the join here also when the server or the domain cannot be told; what stays there is said." };
        var command = new Command("leave", "End the join: delete this computer at the server, its certificate in the domain, and its keys.") { force };
        search.AddTo(command);
        command.SetAction(async (line, cancellationToken) =>
        {
            var output = new CommandOutput(line.GetValue(shared.Json));
            var folder = shared.Folder(line);
            var journey = new LeaveJourney(
                folder, account => new ComputerSignIn(folder, account.Keytab, account.Domain, search.Read(line), TimeProvider.System), output.Report);
            var outcome = await journey.RunAsync(line.GetValue(force), cancellationToken);
            return outcome.TryGet(out var left, out var refusal) ? Tell(output, left) : output.Refuse("This computer has not left", refusal);
        });
        return command;
    }

    private static int Tell(CommandOutput output, LeaveOutcome left)
    {
        var document = new JsonObject
        {
            ["deviceId"] = left.DeviceId,
            ["stays"] = new JsonArray([.. left.Stays.Select(stay => (JsonNode)new JsonObject { ["what"] = stay.What, ["code"] = stay.Why.Code })]),
        };
        return output.Done(
            document,
            [
                left.DeviceId is { } id ? $"This computer is not joined any more; it was device {id}." : "What an unfinished join had left is gone.",
                .. left.Stays.Select(stay => $"Left behind, for an administrator to delete: {Shown.Line(stay.What)} ({stay.Why.Code} {stay.Why.Error.Cause})"),
            ]);
    }
}
