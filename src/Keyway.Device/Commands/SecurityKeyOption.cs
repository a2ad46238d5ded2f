using System.CommandLine;
using Keyway.Device.Gestures;
using Keyway.Device.Terminal;
using Keyway.SecurityKeys;

namespace Keyway.Device.Commands;

/// <summary>Which key a command of settings is about, its PIN, and whether what cannot be undone is asked about.</summary>
internal sealed class SecurityKeyOption
{
    private readonly Option<string?> _pinFile = new("--pin-file") { Description = "File with its PIN; - is standard input. Asked for when left out.", HelpName = "FILE" };

    public Option<string> Key { get; } = new("--key") { Description = "The key: auto, a path under /dev, nfc:READER, or the file of a software key.", HelpName = "KEY", DefaultValueFactory = _ => SecurityKeyDevice.Automatic };

    public Option<bool> Yes { get; } = new("--yes") { Description = "Do it without asking." };

    /// <summary>Adds the key to a command, and its PIN.</summary>
    public Command AddTo(Command command)
    {
        command.Add(Key);
        command.Add(_pinFile);
        return command;
    }

    /// <summary>The key that a command line names, to be opened when it is needed.</summary>
    public KeyInHand Open(ParseResult line, Screen screen) => new(line.GetRequiredValue(Key), new PinSource(line.GetValue(_pinFile), screen) { ForSettings = true }, screen);

    /// <summary>The PIN that stands in the named file, or is asked for by this question; also of a key that knows its holder's finger.</summary>
    public Errors.Result<Secret> CurrentPin(ParseResult line, Screen screen, string question) =>
        line.GetValue(_pinFile) is { } file ? SecretFile.Read(file) : screen.AskSecret(question);

    /// <summary>Whether the person wants what cannot be undone.</summary>
    public bool IsConfirmed(ParseResult line, Screen screen, string question, string doIt) =>
        line.GetValue(Yes) || screen.Choose(question, ["Leave it as it is", doIt]) == 1;
}
