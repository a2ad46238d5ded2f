using System.CommandLine;
using Keyway.Device.Gestures;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.Commands;

/// <summary>How a person proves who he is to a command that needs an access token: <c>--tap-file</c>, or a registered security key.</summary>
/// <param name="keyName">The option that names the registered key.</param>
/// <param name="pinFileName">The option that names the file of its PIN.</param>
/// <param name="userRequired">Whether the command must know the name even where a key could tell it.</param>
internal sealed class ProofOptions(string keyName, string pinFileName, bool userRequired)
{
    public Option<string?> User { get; } = new("--user") { Description = "Your user principal name.", HelpName = "UPN", Required = userRequired };

    public Option<string?> TapFile { get; } = new("--tap-file") { Description = "File with your Temporary Access Pass; - is standard input. Asked for when neither this nor a registered key is given.", HelpName = "FILE" };

    public Option<string?> Key { get; } = new(keyName) { Description = "A key that is registered already, in place of a Temporary Access Pass.", HelpName = "KEY" };

    public Option<string?> PinFile { get; } = new(pinFileName) { Description = "File with the PIN of that key; - is standard input. Asked for when left out.", HelpName = "FILE" };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { User, TapFile, Key, PinFile })
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(TapFile) is not null && result.GetValue(Key) is not null)
                result.AddError($"Give --tap-file or {keyName}, not both.");
        });
    }

    /// <summary>The sign-in that the command line asks for.</summary>
    /// <param name="line">The command line.</param>
    /// <param name="screen">Where to ask.</param>
    /// <param name="report">Where to tell the steps.</param>
    /// <param name="key">The key that was opened for it, to be disposed, or null.</param>
    public StrongSignIn Read(ParseResult line, Screen screen, JourneyReport report, out KeyInHand? key)
    {
        var selector = line.GetValue(Key);
        key = selector is null ? null : new KeyInHand(selector, new PinSource(line.GetValue(PinFile), screen), screen);
        return new StrongSignIn(
            line.GetValue(User),
            key is null ? () => ReadPass(line.GetValue(TapFile), screen) : null,
            key is null ? null : new NonceGesture(key, screen),
            report);
    }

    private static Result<Secret> ReadPass(string? file, Screen screen)
    {
        if (file is not null)
            return SecretFile.Read(file);
        return screen.CanAsk ? screen.AskSecret("Temporary Access Pass") : Catalogue.Device.ProofMissing;
    }
}
