using System.CommandLine;
using System.Text.Json.Nodes;
using Keyway.Device.Daemon;
using Keyway.Device.IdentityServer;
using Keyway.Device.Joining;
using Keyway.Device.Policies;
using Keyway.Device.State;
using Keyway.Device.Terminal;

namespace Keyway.Device.Commands;

/// <summary><c>keyway join</c>, which is <c>keyway join cloud</c>.</summary>
internal sealed class JoinCommand
{
    private readonly SharedOptions _shared;
    private readonly ServerOptions _server = new(optional: false);
    private readonly ProofOptions _proof = new("--key", "--pin-file", userRequired: false, browserByDefault: true);
    private readonly Option<string> _name = NameOption();
    private readonly Option<bool> _replace = new("--replace") { Description = "Give up an earlier join." };
    private readonly Option<string> _tpm = KeyStoreOption.Create();

    private JoinCommand(SharedOptions shared) => _shared = shared;

    public static Command Create(SharedOptions shared)
    {
        var join = new JoinCommand(shared).Define(new Command("join", "Join this computer to an organisation, so that people can sign in with their security keys."));
        join.Add(new JoinCommand(shared).Define(new Command("cloud", "Join by a person who may: what join alone does too.")));
        join.Add(JoinHybridCommand.Create(shared));
        return join;
    }

    /// <summary>The name under which administrators see the computer.</summary>
    public static Option<string> NameOption() =>
        new("--name") { Description = "The name under which administrators see the computer; its host name when left out.", HelpName = "NAME", DefaultValueFactory = _ => Environment.MachineName };

    /// <summary>What both joins end with.</summary>
    public static int Tell(CommandOutput output, JoinedDevice device, DevicePolicy policy) => output.Done(
        new JsonObject { ["deviceId"] = device.DeviceId, ["tenantId"] = device.TenantId, ["tenantName"] = device.TenantName, ["server"] = device.Server, ["tpmProtected"] = device.Tpm is not null, ["securityKeySignIn"] = policy.SecurityKeySignIn },
        $"Joined to {Shown.Line(device.TenantName)} as device {device.DeviceId}. Sign in with keyway sign-in.",
        PolicyReport.NextStep(policy, device.Domain is not null) ?? "Security keys are offered at this computer's sign-in.");

    /// <summary>What holds on the computer that has just been joined. Settings that cannot be read provision nothing.</summary>
    internal static DevicePolicy Policy(DeviceFolder folder) =>
        DevicePolicy.Of(DaemonSettings.Read(DaemonSettings.DefaultPath).TryGet(out var settings, out _) ? settings : new DaemonSettings(), new PolicyFiles(folder));

    private Command Define(Command command)
    {
        _server.AddTo(command);
        _proof.AddTo(command);
        foreach (Option option in new Option[] { _name, _replace, _tpm })
            command.Add(option);
        command.SetAction(RunAsync);
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
            var order = new JoinOrder(target.Trust, line.GetValue(_proof.User), line.GetRequiredValue(_name), line.GetValue(_replace), KeyStoreOption.Read(line, _tpm));
            var outcome = await new JoinJourney(folder, server, signIn, output.Report, TimeProvider.System).RunAsync(order, cancellationToken);
            return outcome.TryGet(out var device, out refusal) ? Tell(output, device, Policy(folder)) : output.Refuse(Failed, refusal);
        }
    }
}
