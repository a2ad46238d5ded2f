using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.IdentityServer;

/// <summary>The identity server as one connector sees it, signed in.</summary>
internal sealed class ServerSession : IDisposable
{
    private readonly ServerClient _client;
    private readonly AccessTokens _tokens;

    private ServerSession(ServerClient client, AccessTokens tokens)
    {
        _client = client;
        _tokens = tokens;
    }

    /// <summary>The step <i>Sign in to the identity server</i>.</summary>
    public static async Task<Result<ServerSession>> OpenAsync(ServerAccess access, StepLog steps, TimeProvider time, CancellationToken cancellationToken) =>
        await steps.RunAsync("Sign in to the identity server", () => SignInAsync(access, time, cancellationToken), _ => $"connector {access.Connector.DisplayName} at {access.Address}");

    /// <summary>Sends a request with the connector's token.</summary>
    public async Task<Result<ServerReply>> SendAsync(ServerCall call, CancellationToken cancellationToken)
    {
        if (!(await _tokens.GetAsync(cancellationToken)).TryGet(out var token, out var refusal))
            return refusal;
        return await _client.SendAsync(call with { Bearer = token }, cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    private static async Task<Result<ServerSession>> SignInAsync(ServerAccess access, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!ServerClient.Open(access.Address, access.CaFile, time).TryGet(out var client, out var refusal))
            return refusal;
        var tokens = new AccessTokens(client, access.Connector, time);
        if ((await tokens.GetAsync(cancellationToken)).TryGet(out _, out refusal))
            return new ServerSession(client, tokens);
        client.Dispose();
        return refusal;
    }
}
