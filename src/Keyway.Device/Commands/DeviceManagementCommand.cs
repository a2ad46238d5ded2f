using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Keyway.Contracts.DeviceManagement;
using Keyway.Device.DeviceManagement;
using Keyway.Device.State;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.Commands;

/// <summary><c>keyway device-management sync|status</c></summary>
internal static class DeviceManagementCommand
{
    public static Command Create(SharedOptions shared) => new("device-management", "What the organisation's device management sets on this computer.")
    {
        CreateSync(shared),
        CreateStatus(shared),
    };

    private static Command CreateSync(SharedOptions shared)
    {
        var command = new Command("sync", "Speak with device management now; keywayd does it by itself every eight hours and after sign-ins.");
        command.SetAction(async (line, cancellationToken) =>
        {
            var output = new CommandOutput(line.GetValue(shared.Json));
            if (!(await new ManagementJourney(shared.Folder(line), output.Report, TimeProvider.System).RunAsync(cancellationToken)).TryGet(out var outcome, out var refusal))
                return output.Refuse("Device management was not reached to its end", refusal);
            var document = new JsonObject
            {
                ["changed"] = outcome.Changed,
                ["settings"] = Document(outcome.Values),
                ["refused"] = new JsonArray([.. outcome.Refused.Select(refused => new JsonObject { ["target"] = refused.Target, ["status"] = refused.Status })]),
            };
            return outcome.Refused.Count == 0
                ? output.Done(document, Lines(outcome.Values))
                : output.Refuse(
                    "Not all that device management sets is in force",
                    new Refusal(Catalogue.ManagedDevice.SettingRefused, string.Join(", ", outcome.Refused.Select(refused => $"{refused.Target}: {refused.Status}"))), document, Lines(outcome.Values));
        });
        return command;
    }

    private static Command CreateStatus(SharedOptions shared)
    {
        var command = new Command("status", "Tell what device management has set and when it was last spoken with; asks nobody.");
        command.SetAction(line =>
        {
            var output = new CommandOutput(line.GetValue(shared.Json));
            var folder = shared.Folder(line);
            if (!new DeviceState(folder).ReadDescription().TryGet(out var device, out var refusal))
                return output.Refuse("The state of device management is not known", refusal);
            var record = new ManagementRecords(folder).Read(device.DeviceId);
            if (!new ManagedSettings(folder).Read().TryGet(out var values, out refusal))
                return output.Refuse("What device management has set is not known", refusal);
            var document = new JsonObject
            {
                ["deviceId"] = device.DeviceId,
                ["server"] = device.Server,
                ["enrolledOn"] = record.EnrolledOn,
                ["account"] = record.Account,
                ["lastTry"] = record.LastTry,
                ["lastSession"] = record.LastSession,
                ["lastError"] = record.Error,
                ["settings"] = Document(values),
            };
            return output.Done(
                document,
                [
                    $"Server         {Shown.Line(device.Server)}",
                    $"Enrolled       {Say(record.EnrolledOn)}{(record.Account is { } account ? $" for {Shown.Line(account)}" : "")}",
                    $"Last session   {Say(record.LastSession)}",
                    .. record.Error is { } error ? new[] { $"Last try       {Say(record.LastTry)}, stopped by {Shown.Line(error)}" } : [],
                    .. Lines(values),
                ]);
        });
        return command;
    }

    private static JsonArray Document(IReadOnlyDictionary<string, int> values) =>
        new([.. Known(values).Select(known => new JsonObject { ["name"] = known.Setting.Name, ["omaUri"] = known.Setting.Uri, ["value"] = known.Value })]);

    private static List<string> Lines(IReadOnlyDictionary<string, int> values)
    {
        var lines = Known(values).Select(known => string.Create(CultureInfo.InvariantCulture, $"{known.Setting.Uri} = {known.Value}")).ToList();
        return lines.Count == 0 ? ["Device management sets nothing on this computer."] : lines;
    }

    private static IEnumerable<(ManagedSetting Setting, int Value)> Known(IReadOnlyDictionary<string, int> values) =>
        from setting in ManagedSetting.All
        where values.ContainsKey(setting.Uri)
        select (setting, values[setting.Uri]);

    private static string Say(DateTimeOffset? moment) => moment is { } at ? string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyy-MM-dd HH:mm}Z") : "never";
}
