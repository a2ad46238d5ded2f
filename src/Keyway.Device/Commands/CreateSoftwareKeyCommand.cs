using System.CommandLine;
using System.Text.Json.Nodes;
using Keyway.Device.Terminal;
using Keyway.Errors;
using Keyway.SecurityKeys;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.Device.Commands;

/// <summary><c>keyway security-key create-software</c></summary>
internal static class CreateSoftwareKeyCommand
{
    public static Command Create(SharedOptions shared)
    {
        var path = new Argument<string>("PATH") { Description = "The new file." };
        var pinFile = new Option<string?>("--pin-file") { Description = "File with the PIN it shall have; - is standard input. Asked for when left out.", HelpName = "FILE" };
        var sensor = new Option<bool>("--sensor") { Description = "With a sensor for fingerprints: the finger on it is the name that stands in the file PATH.finger." };
        var command = new Command("create-software", "Make a security key of code, in a file: for labs and tests, since whoever reads the file has the key.") { path, pinFile, sensor };
        command.SetAction(line =>
        {
            var output = new CommandOutput(line.GetValue(shared.Json));
            var file = line.GetRequiredValue(path);
            var made = ReadPin(line.GetValue(pinFile), output.Screen).TryGet(out var pin, out var refusal) ? Make(file, pin, new SoftwareKeyOptions { FingerprintSensor = line.GetValue(sensor) }) : refusal;
            return made.TryGet(out var info, out refusal)
                ? output.Done(new JsonObject { ["path"] = file, ["aaguid"] = info.Aaguid }, $"Made {Shown.Line(file)}, model {info.Aaguid}. Register it with keyway security-key register.")
                : output.Refuse("The key was not made", refusal);
        });
        return command;
    }

    private static Result<Secret> ReadPin(string? file, Screen screen) => file is not null ? SecretFile.Read(file) : screen.AskSecret("PIN of the new key");

    private static Result<SecurityKeyInfo> Make(string path, Secret pin, SoftwareKeyOptions options)
    {
        using (pin)
        {
            if (!SoftwareKey.Create(path, options).TryGet(out var key, out var refusal))
                return refusal;
            using (key)
            {
                if (!SecurityKeyDevice.Open(key).TryGet(out var device, out refusal))
                    return Undo(path, refusal);
                using (device)
                    return device.SetPin(pin.Value).TryGet(out var info, out refusal) ? info : Undo(path, refusal);
            }
        }
    }

    /// <summary>A key that refused its first PIN is nothing: its file goes again.</summary>
    private static Refusal Undo(string path, Refusal refusal)
    {
        File.Delete(path);
        return refusal;
    }
}
