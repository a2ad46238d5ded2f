using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Keyway.Device.Renewal;

namespace Keyway.Device.Commands;

/// <summary><c>keyway renew</c></summary>
internal static class RenewCommand
{
    public static Command Create(SharedOptions shared)
    {
        var command = new Command("renew", "Get a new device certificate for the same key; a sign-in does it by itself in the last fifth of the old one's time.");
        command.SetAction(async (line, cancellationToken) =>
        {
            var output = new CommandOutput(line.GetValue(shared.Json));
            var renewal = new CertificateRenewal(shared.Folder(line), TimeProvider.System);
            var outcome = await output.Report.StepAsync("Renew", () => renewal.RunAsync(cancellationToken), until => Say(until));
            return outcome.TryGet(out var validUntil, out var refusal)
                ? output.Done(new JsonObject { ["certificateValidUntil"] = validUntil }, $"The device certificate is valid {Say(validUntil)}.")
                : output.Refuse("The device certificate was not renewed", refusal);
        });
        return command;
    }

    private static string Say(DateTimeOffset until) => string.Create(CultureInfo.InvariantCulture, $"until {until:yyyy-MM-dd HH:mm}Z");
}
