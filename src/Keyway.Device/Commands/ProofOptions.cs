using System.CommandLine;
using Keyway.Device.Gestures;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.Commands;

/// <summary>How a person proves who he is to a command that needs an access token: <c>--tap-file</c>, a registered security key, or a browser elsewhere.</summary>
/// <param name="keyName">The option that names the registered key.</param>
/// <param name="pinFileName">The option that names the file of its PIN.</param>
/// <param name="userRequired">Whether the command must know the name even where a key could tell it.</param>
/// <param name="browserByDefault">Whether a browser elsewhere is the way when a person at a terminal names none; else a pass is asked for.</param>
internal sealed class ProofOptions(string keyName, string pinFileName, bool userRequired, bool browserByDefault = false)
{
    public Option<string?> User { get; } = new("--user") { Description = "Your user principal name.", HelpName = "UPN", Required = userRequired };

    public Option<string?> TapFile { get; } = new("--tap-file") { Description = browserByDefault ? "File with your Temporary Access Pass; - is standard input." : "File with your Temporary Access Pass; - is standard input. Asked for when neither this nor a registered key is given.", HelpName = "FILE" };

    public Option<string?> Key { get; } = new(keyName) { Description = "A key that is registered already, in place of a Temporary Access Pass.", HelpName = "KEY" };

    public Option<string?> PinFile { get; } = new(pinFileName) { Description = "File with the PIN of that key; - is standard input. Asked for when left out.", HelpName = "FILE" };

    public Option<bool> DeviceCode { get; } = new("--device-code")
    {
        Description = browserByDefault
            ? "Sign in with a browser on any device, where you enter a code that is shown here. Taken at a terminal when neither a pass nor a key is given."
            : "Sign in with a browser on any device, where you enter a code that is shown here.",
    };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { User, TapFile, Key, PinFile, DeviceCode })
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (new[] { result.GetValue(TapFile) is not null, result.GetValue(Key) is not null, result.GetValue(DeviceCode) }.Count(given => given) > 1)
                result.AddError($"Give one of --tap-file, {keyName} and --device-code.");
            if (result.GetValue(TapFile) is not null && result.GetValue(User) is null)
                result.AddError("A Temporary Access Pass needs --user.");
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
        var browser = line.GetValue(DeviceCode) || (browserByDefault && selector is null && line.GetValue(TapFile) is null && screen.CanAsk);
        key = selector is null ? null : new KeyInHand(selector, new PinSource(line.GetValue(PinFile), screen), screen);
        return new StrongSignIn(
            line.GetValue(User),
            key is null && !browser ? () => ReadPass(line.GetValue(TapFile), screen) : null,
            key is null ? null : new NonceGesture(key, screen),
            browser ? new DeviceCodeSignIn(screen, TimeProvider.System) : null,
            report);
    }

    private static Result<Secret> ReadPass(string? file, Screen screen)
    {
        if (file is not null)
            return SecretFile.Read(file);
        return screen.CanAsk ? screen.AskSecret("Temporary Access Pass") : Catalogue.Device.ProofMissing;
    }
}
