using System.CommandLine;
using System.Text.Json.Nodes;
using Keyway.Device.KeySettings;
using Keyway.SecurityKeys;

namespace Keyway.Device.Commands;

/// <summary><c>keyway security-key info</c></summary>
internal static class SecurityKeyInfoCommand
{
    public static Command Create(SharedOptions shared)
    {
        var key = new SecurityKeyOption().Key;
        var command = new Command("info", "Tell in words what a security key can do.") { key };
        command.SetAction(line =>
        {
            var output = new CommandOutput(line.GetValue(shared.Json));
            if (!SecurityKeyDevice.Open(line.GetRequiredValue(key)).TryGet(out var device, out var refusal))
                return output.Refuse("The key does not answer", refusal);
            using (device)
            {
                return device.GetInfo().TryGet(out var info, out refusal)
                    ? output.Done(Document(info), KeyAbilities.Lines(info))
                    : output.Refuse("The key does not answer", refusal);
            }
        });
        return command;
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
        ["keepsAccounts"] = info.Has("rk"),
        ["remainingCredentials"] = info.RemainingCredentials,
        ["managesCredentials"] = info.ManagesCredentials,
        ["hmacSecret"] = info.SupportsHmacSecret,
        ["extensions"] = new JsonArray([.. info.Extensions.Select(extension => JsonValue.Create(extension))]),
    };
}
