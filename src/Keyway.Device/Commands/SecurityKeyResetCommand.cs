using System.CommandLine;
using Keyway.Device.KeySettings;
using Keyway.Device.Terminal;
using Keyway.Errors;
using Keyway.SecurityKeys;
using Keyway.SecurityKeys.Nfc;

namespace Keyway.Device.Commands;

/// <summary><c>keyway security-key reset</c></summary>
internal static class SecurityKeyResetCommand
{
    public static Command Create(SharedOptions shared)
    {
        var key = new SecurityKeyOption();
        var command = new Command("reset", "Erase everything on a security key: every account, the PIN, fingerprints. It needs a re-plug and a touch within 10 seconds.") { key.Key, key.Yes };
        command.SetAction((line, cancellationToken) => RunAsync(line, shared, key, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult line, SharedOptions shared, SecurityKeyOption key, CancellationToken cancellationToken)
    {
        const string Failed = "The key was not reset";
        var output = new CommandOutput(line.GetValue(shared.Json));
        output.Screen.Say("This erases every account, the PIN and all fingerprints on the key, for every site. No copy is left.");
        if (!line.GetValue(key.Yes) && !output.Screen.AskWord("reset", "erase everything on the key"))
            return output.Refuse(Failed, Catalogue.SecurityKeys.NotConfirmed);
        if (!(await PlugAsync(line.GetRequiredValue(key.Key), output.Screen, cancellationToken)).TryGet(out var selector, out var refusal))
            return output.Refuse(Failed, refusal);
        var options = new SecurityKeyOptions { TouchNow = () => output.Screen.Say("Touch your security key now, within 10 seconds.") };
        if (!SecurityKeyDevice.Open(selector, options).TryGet(out var device, out refusal))
            return output.Refuse(Failed, refusal);
        using (device)
        {
            return device.Reset(cancellationToken).TryGet(out var info, out refusal)
                ? output.Done(SecurityKeyInfoCommand.Document(info), "The key is as new. Set a PIN with keyway security-key pin set, then register it again.")
                : output.Refuse(Failed, refusal);
        }
    }

    /// <summary>A key at a port or on a reader must get power anew; a software key gets it when its file is opened.</summary>
    private static async Task<Result<string>> PlugAsync(string selector, Screen screen, CancellationToken cancellationToken)
    {
        if (selector != SecurityKeyDevice.Automatic && !selector.StartsWith("/dev/", StringComparison.Ordinal) && !CardSelector.IsCard(selector))
            return selector;
        screen.Say(CardSelector.IsCard(selector)
            ? "Take your security key off the reader, and any other away, then lay down the one to erase."
            : "Unplug every security key, then plug in the one to erase.");
        var cards = new CardsOnReaders();
        return await new Replug(() => SecurityKeyDevices.List(cards), TimeProvider.System).WaitAsync(cancellationToken);
    }
}
