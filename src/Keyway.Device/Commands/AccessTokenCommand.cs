using System.CommandLine;
using System.Text.Json.Nodes;
using Keyway.Contracts.OAuth;
using Keyway.Device.IdentityServer;
using Keyway.Device.Terminal;

namespace Keyway.Device.Commands;

/// <summary><c>keyway access-token</c>: for scripts of administrators. It prints a token of a few minutes and nothing else.</summary>
internal sealed class AccessTokenCommand
{
    private readonly SharedOptions _shared;
    private readonly ServerOptions _server = new(optional: true);
    private readonly ProofOptions _proof = new("--key", "--pin-file", userRequired: false);
    private readonly Option<string> _resource = new("--resource") { Description = "For whom the token is.", HelpName = "URN", DefaultValueFactory = _ => Resources.Graph };

    private AccessTokenCommand(SharedOptions shared) => _shared = shared;

    public static Command Create(SharedOptions shared)
    {
        var definition = new AccessTokenCommand(shared);
        var command = new Command("access-token", "Print an access token of a few minutes, for scripts that administer the server.");
        definition._server.AddTo(command);
        definition._proof.AddTo(command);
        command.Add(definition._resource);
        command.SetAction(definition.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellationToken)
    {
        const string Failed = "There is no access token";
        var output = new CommandOutput(line.GetValue(_shared.Json));
        var resource = line.GetRequiredValue(_resource);
        if (!_server.Read(line, _shared.Folder(line)).TryGet(out var target, out var refusal))
            return output.Refuse(Failed, refusal);
        using var server = new IdentityServerClient(target.Address, target.Trust, Guid.NewGuid());

        // Standard output carries the token alone, so the steps are not told.
        var signIn = _proof.Read(line, output.Screen, new JourneyReport(screen: null), out var key);
        using (key)
        {
            if (!(await server.DiscoverAsync(cancellationToken)).TryGet(out var tenant, out refusal)
                || !(await signIn.GetTokenAsync(server, tenant, resource, cancellationToken)).TryGet(out var token, out refusal))
                return output.Refuse(Failed, refusal);
            return output.Done(new JsonObject { ["accessToken"] = token, ["resource"] = resource }, token);
        }
    }
}
