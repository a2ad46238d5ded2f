using System.CommandLine;
using System.Text.Json.Nodes;
using Keyway.Device.Terminal;
using Keyway.SecurityKeys;
using Keyway.SecurityKeys.Nfc;

namespace Keyway.Device.Commands;

/// <summary><c>keyway security-key list</c></summary>
internal static class ListSecurityKeysCommand
{
    public static Command Create(SharedOptions shared)
    {
        var keys = new Argument<string[]>("KEY") { Description = "Keys to ask what they are: paths under /dev, nfc:READER or files of software keys. All that are plugged in or lie on a reader when left out.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("list", "Tell which security keys are plugged in, and what they say of themselves.") { keys };
        command.SetAction(line =>
        {
            const string Failed = "The keys are not known";
            var output = new CommandOutput(line.GetValue(shared.Json));
            var named = line.GetValue(keys) ?? [];
            var selected = named.Select(path => (Path: path, Name: path.StartsWith("/dev/", StringComparison.Ordinal) || CardSelector.IsCard(path) ? "security key" : "software key")).ToArray();
            if (named.Length == 0)
            {
                if (!SecurityKeyDevices.List().TryGet(out var plugged, out var unlisted))
                    return output.Refuse(Failed, unlisted);
                selected = [.. plugged.Select(key => (key.Path, $"{key.Manufacturer} {key.Product}"))];
            }

            var documents = new JsonArray();
            var lines = new List<string>();
            foreach (var (path, name) in selected)
            {
                if (!Describe(path).TryGet(out var info, out var refusal))
                    return output.Refuse($"The key {Shown.Line(path)} does not answer", refusal);
                documents.Add(Document(path, name, info));
                lines.AddRange(Lines(path, name, info));
            }

            if (lines.Count == 0)
                lines.Add("No security key is plugged in.");
            return output.Done(new JsonObject { ["keys"] = documents }, lines);
        });
        return command;
    }

    private static Errors.Result<SecurityKeyInfo> Describe(string path)
    {
        if (!SecurityKeyDevice.Open(path).TryGet(out var device, out var refusal))
            return refusal;
        using (device)
            return device.GetInfo();
    }

    private static JsonObject Document(string path, string name, SecurityKeyInfo info) => new()
    {
        ["path"] = path,
        ["name"] = name,
        ["aaguid"] = info.Aaguid,
        ["versions"] = Array(info.Versions),
        ["extensions"] = Array(info.Extensions),
        ["pinSet"] = info.PinSet,
        ["pinRetries"] = info.PinRetries,
        ["builtInUserVerification"] = info.BuiltInUserVerification,
        ["remainingCredentials"] = info.RemainingCredentials,
    };

    private static JsonArray Array(IEnumerable<string> values) => [.. values.Select(value => JsonValue.Create(value))];

    private static IEnumerable<string> Lines(string path, string name, SecurityKeyInfo info) =>
    [
        $"{Shown.Line(path)}  {Shown.Line(name)}",
        $"  model       {info.Aaguid}",
        $"  speaks      {Shown.Line(string.Join(' ', info.Versions))}",
        $"  extensions  {Shown.Line(string.Join(' ', info.Extensions))}",
        $"  PIN         {(info.PinSet ? $"set, {info.PinRetries} tries left" : "not set")}",
        $"  free places {info.RemainingCredentials?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "not told"}",
    ];
}
