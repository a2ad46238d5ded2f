using System.CommandLine;
using System.Text.Json.Nodes;
using Keyway.Device.KeySettings;
using Keyway.Device.Terminal;
using Keyway.Errors;
using Keyway.SecurityKeys;

namespace Keyway.Device.Commands;

/// <summary><c>keyway security-key info</c></summary>
internal static class SecurityKeyInfoCommand
{
    public static Command Create(SharedOptions shared)
    {
        var key = new SecurityKeyOption().Key;
        var pinFile = new Option<string?>("--pin-file") { Description = "File with its PIN; - is standard input. With it the enrolled fingers are counted, which a key tells nobody else.", HelpName = "FILE" };
        var command = new Command("info", "Tell in words what a security key can do.") { key, pinFile };
        command.SetAction(line =>
        {
            var output = new CommandOutput(line.GetValue(shared.Json));
            if (!SecurityKeyDevice.Open(line.GetRequiredValue(key)).TryGet(out var device, out var refusal))
                return output.Refuse("The key does not answer", refusal);
            using (device)
            {
                if (!device.GetInfo().TryGet(out var info, out refusal))
                    return output.Refuse("The key does not answer", refusal);
                int? fingers = null;
                if (line.GetValue(pinFile) is { } file && info.HasFingerprintSensor)
                {
                    if (!Count(device, file).TryGet(out var counted, out refusal))
                        return output.Refuse("The fingers are not known", refusal);
                    fingers = counted.Count;
                }

                // The PIN may have opened the sensor again.
                if (fingers is not null && device.GetInfo().TryGet(out var after, out _))
                    info = after;
                var document = Document(info);
                document["fingerprints"] = fingers;
                return output.Done(document, KeyAbilities.Lines(info, fingers));
            }
        });
        return command;
    }

    private static Result<IReadOnlyList<FingerprintOnKey>> Count(SecurityKeyDevice device, string pinFile)
    {
        if (!SecretFile.Read(pinFile).TryGet(out var pin, out var refusal))
            return refusal;
        using (pin)
            return device.ListFingerprints(pin.Value);
    }

    /// <summary>What a program learns of a key and its settings.</summary>
    public static JsonObject Document(SecurityKeyInfo info) => new()
    {
        ["aaguid"] = info.Aaguid,
        ["versions"] = new JsonArray([.. info.Versions.Select(version => JsonValue.Create(version))]),
        ["pinSet"] = info.PinSet,
        ["pinRetries"] = info.PinRetries,
        ["pinChangeRequired"] = info.PinChangeRequired,
        ["minimumPinLength"] = info.MinimumPinLength,
        ["minimumPinLengthCanBeRaised"] = info.Has("setMinPINLength"),
        ["fingerprintSensor"] = info.HasFingerprintSensor,
        ["builtInUserVerification"] = info.BuiltInUserVerification,
        ["fingerRetries"] = info.VerificationRetries,
        ["keepsAccounts"] = info.Has("rk"),
        ["remainingCredentials"] = info.RemainingCredentials,
        ["managesCredentials"] = info.ManagesCredentials,
        ["hmacSecret"] = info.SupportsHmacSecret,
        ["extensions"] = new JsonArray([.. info.Extensions.Select(extension => JsonValue.Create(extension))]),
    };
}
