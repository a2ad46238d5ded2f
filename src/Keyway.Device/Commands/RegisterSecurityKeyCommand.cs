using System.CommandLine;
using System.Text.Json.Nodes;
using Keyway.Device.Gestures;
using Keyway.Device.IdentityServer;
using Keyway.Device.Registration;
using Keyway.Device.Terminal;
using Keyway.SecurityKeys;

namespace Keyway.Device.Commands;

/// <summary><c>keyway security-key register</c></summary>
internal sealed class RegisterSecurityKeyCommand
{
    private readonly SharedOptions _shared;
    private readonly ServerOptions _server = new(optional: true);
    private readonly ProofOptions _proof = new("--registered-key", "--registered-key-pin-file", userRequired: true);
    private readonly Option<string> _key = new("--key") { Description = "The key to register: auto, a path under /dev, nfc:READER, or the file of a software key.", HelpName = "KEY", DefaultValueFactory = _ => SecurityKeyDevice.Automatic };
    private readonly Option<string?> _pinFile = new("--pin-file") { Description = "File with its PIN; - is standard input. Asked for when left out.", HelpName = "FILE" };
    private readonly Option<string> _name = new("--name") { Description = "What you call the key.", HelpName = "NAME", DefaultValueFactory = _ => "Security key" };

    private RegisterSecurityKeyCommand(SharedOptions shared) => _shared = shared;

    public static Command Create(SharedOptions shared)
    {
        var definition = new RegisterSecurityKeyCommand(shared);
        var command = new Command("register", "Register a security key for yourself, after a strong sign-in.");
        definition._server.AddTo(command);
        definition._proof.AddTo(command);
        foreach (Option option in new Option[] { definition._key, definition._pinFile, definition._name })
            command.Add(option);
        command.SetAction(definition.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellationToken)
    {
        const string Failed = "The key was not registered";
        var output = new CommandOutput(line.GetValue(_shared.Json));
        if (!_server.Read(line, _shared.Folder(line)).TryGet(out var target, out var refusal))
            return output.Refuse(Failed, refusal);
        using var server = new IdentityServerClient(target.Address, target.Trust, Guid.NewGuid());
        using var key = new KeyInHand(line.GetRequiredValue(_key), new PinSource(line.GetValue(_pinFile), output.Screen), output.Screen);
        var signIn = _proof.Read(line, output.Screen, output.Report, out var registeredKey);
        using (registeredKey)
        {
            var outcome = await new RegistrationJourney(server, signIn, key, output.Report).RunAsync(line.GetRequiredValue(_name), cancellationToken);
            if (!outcome.TryGet(out var method, out refusal))
                return output.Refuse(Failed, refusal);
            return output.Done(
                new JsonObject { ["id"] = method.Id, ["displayName"] = method.DisplayName, ["aaguid"] = method.Aaguid, ["attestationLevel"] = method.AttestationLevel },
                $"Registered \"{Shown.Line(method.DisplayName)}\" for {Shown.Line(line.GetValue(_proof.User))}.");
        }
    }
}
