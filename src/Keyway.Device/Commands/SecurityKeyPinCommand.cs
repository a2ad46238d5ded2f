using System.CommandLine;
using Keyway.Device.KeySettings;
using Keyway.Device.Terminal;
using Keyway.Errors;
using Keyway.SecurityKeys;

namespace Keyway.Device.Commands;

/// <summary><c>keyway security-key pin set|change|policy</c></summary>
internal static class SecurityKeyPinCommand
{
    public static Command Create(SharedOptions shared) => new("pin", "The PIN of a security key.")
    {
        CreateSet(shared),
        CreateChange(shared),
        CreatePolicy(shared),
    };

    private static Option<string?> NewPinFile() => new("--new-pin-file") { Description = "File with the new PIN; - is standard input. Asked for when left out.", HelpName = "FILE" };

    private static Command CreateSet(SharedOptions shared)
    {
        var key = new SecurityKeyOption().Key;
        var newPin = NewPinFile();
        var command = new Command("set", "Set the first PIN: at least 4 characters, at most 63 bytes.") { key, newPin };
        command.SetAction(line => Run(line, shared, line.GetRequiredValue(key), "The PIN was not set", "The key has its PIN.", (device, info, screen) =>
        {
            // Before anything is asked, as the answer would be for nothing.
            if (info.PinSet)
                return Catalogue.SecurityKeys.PinAlreadySet;
            if (!NewPin.Read(line.GetValue(newPin), info.MinimumPinLength, screen).TryGet(out var fresh, out var refusal))
                return refusal;
            using (fresh)
                return device.SetPin(fresh.Value);
        }));
        return command;
    }

    private static Command CreateChange(SharedOptions shared)
    {
        var key = new SecurityKeyOption();
        var newPin = NewPinFile();
        var command = key.AddTo(new Command("change", "Change the PIN; the current one is needed.") { newPin });
        command.SetAction(line => Run(line, shared, line.GetRequiredValue(key.Key), "The PIN was not changed", "The PIN is changed.", (device, info, screen) =>
        {
            if (!info.PinSet)
                return Catalogue.SecurityKeys.PinNotSet;
            if (!key.CurrentPin(line, screen, $"Current PIN ({KeyAbilities.Tries(info.PinRetries)})").TryGet(out var current, out var refusal))
                return refusal;
            using (current)
            {
                if (!NewPin.Read(line.GetValue(newPin), info.MinimumPinLength, screen).TryGet(out var fresh, out refusal))
                    return refusal;
                using (fresh)
                    return device.ChangePin(current.Value, fresh.Value);
            }
        }));
        return command;
    }

    private static Command CreatePolicy(SharedOptions shared)
    {
        var key = new SecurityKeyOption();
        var length = new Option<int?>("--minimum-length") { Description = "Least length of the PIN in characters, up to 63. It can only be raised.", HelpName = "N" };
        var force = new Option<bool>("--force-change") { Description = "The PIN must be changed before the key is used again." };
        var tell = new Option<string[]>("--tell-length-to") { Description = "RP id that may learn the least length when the key is registered there; may be repeated, and replaces those of before.", HelpName = "RPID", AllowMultipleArgumentsPerToken = false };
        var command = key.AddTo(new Command("policy", "Set what the key demands of its PIN.") { length, force, tell });
        command.Validators.Add(result =>
        {
            if (result.GetResult(length) is null && !result.GetValue(force) && result.GetResult(tell) is null)
                result.AddError("Name --minimum-length, --force-change or --tell-length-to.");
        });
        command.SetAction(line => Run(line, shared, line.GetRequiredValue(key.Key), "The policy was not set", "The policy is set.", (device, info, screen) =>
        {
            if (!info.PinSet)
                return Catalogue.SecurityKeys.PinNotSet;
            if (!key.CurrentPin(line, screen, $"PIN ({KeyAbilities.Tries(info.PinRetries)})").TryGet(out var pin, out var refusal))
                return refusal;
            using (pin)
            {
                // First, as after a forced change the PIN is good for nothing else.
                if (line.GetValue(tell) is { Length: > 0 } readers && !device.SetPinLengthReaders(readers, pin.Value).TryGet(out _, out refusal))
                    return refusal;
                return line.GetValue(length) is null && !line.GetValue(force) ? device.GetInfo() : device.SetPinPolicy(line.GetValue(length), line.GetValue(force), pin.Value);
            }
        }));
        return command;
    }

    private static int Run(ParseResult line, SharedOptions shared, string selector, string failed, string done, Func<SecurityKeyDevice, SecurityKeyInfo, Screen, Result<SecurityKeyInfo>> change)
    {
        var output = new CommandOutput(line.GetValue(shared.Json));
        if (!SecurityKeyDevice.Open(selector).TryGet(out var device, out var refusal))
            return output.Refuse(failed, refusal);
        using (device)
        {
            if (!device.GetInfo().TryGet(out var before, out refusal))
                return output.Refuse(failed, refusal);
            return change(device, before, output.Screen).TryGet(out var after, out refusal)
                ? output.Done(SecurityKeyInfoCommand.Document(after), [done, .. KeyAbilities.Lines(after).Where(text => text.StartsWith("PIN", StringComparison.Ordinal))])
                : output.Refuse(failed, refusal);
        }
    }
}
