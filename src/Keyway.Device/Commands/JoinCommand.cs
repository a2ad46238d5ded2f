using System.CommandLine;
using System.Text.Json.Nodes;
using Keyway.Device.IdentityServer;
using Keyway.Device.Joining;
using Keyway.Device.Terminal;

namespace Keyway.Device.Commands;

/// <summary><c>keyway join</c></summary>
internal sealed class JoinCommand
{
    private readonly SharedOptions _shared;
    private readonly ServerOptions _server = new(optional: false);
    private readonly ProofOptions _proof = new("--key", "--pin-file", userRequired: true);
    private readonly Argument<string> _kind = new("KIND") { Description = "How the computer is joined: cloud.", DefaultValueFactory = _ => "cloud" };
    private readonly Option<string> _name = new("--name") { Description = "The name under which administrators see the computer; its host name when left out.", HelpName = "NAME", DefaultValueFactory = _ => Environment.MachineName };
    private readonly Option<bool> _replace = new("--replace") { Description = "Give up an earlier join." };

    private JoinCommand(SharedOptions shared) => _shared = shared;

    public static Command Create(SharedOptions shared)
    {
        var definition = new JoinCommand(shared);
        var command = new Command("join", "Join this computer to an organisation, so that people can sign in with their security keys.");
        definition._kind.AcceptOnlyFromAmong("cloud");
        command.Add(definition._kind);
        definition._server.AddTo(command);
        definition._proof.AddTo(command);
        command.Add(definition._name);
        command.Add(definition._replace);
        command.SetAction(definition.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellationToken)
    {
        const string Failed = "This computer was not joined";
        var output = new CommandOutput(line.GetValue(_shared.Json));
        var folder = _shared.Folder(line);
        if (!_server.Read(line, folder).TryGet(out var target, out var refusal))
            return output.Refuse(Failed, refusal);
        using var server = new IdentityServerClient(target.Address, target.Trust, Guid.NewGuid());
        var signIn = _proof.Read(line, output.Screen, output.Report, out var key);
        using (key)
        {
            var order = new JoinOrder(target.Trust, line.GetValue(_proof.User)!, line.GetRequiredValue(_name), line.GetValue(_replace));
            var outcome = await new JoinJourney(folder, server, signIn, output.Report, TimeProvider.System).RunAsync(order, cancellationToken);
            if (!outcome.TryGet(out var device, out refusal))
                return output.Refuse(Failed, refusal);
            return output.Done(
                new JsonObject { ["deviceId"] = device.DeviceId, ["tenantId"] = device.TenantId, ["tenantName"] = device.TenantName, ["server"] = device.Server },
                $"Joined to {Shown.Line(device.TenantName)} as device {device.DeviceId}. Sign in with keyway sign-in.");
        }
    }
}
