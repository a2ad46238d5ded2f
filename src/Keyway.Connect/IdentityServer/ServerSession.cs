using Keyway.Connect.Terminal;
using Keyway.Contracts.OAuth;
using Keyway.Errors;

namespace Keyway.Connect.IdentityServer;

/// <summary>The identity server as one sees it who has signed in.</summary>
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
    /// <param name="resource">What the session is for, one of <see cref="Resources"/>.</param>
    public static async Task<Result<ServerSession>> OpenAsync(
        ServerAccess access, StepLog steps, TimeProvider time, CancellationToken cancellationToken, string resource = Resources.Provisioning) =>
        await steps.RunAsync("Sign in to the identity server", () => SignInAsync(access, resource, time, cancellationToken), _ => $"{access.SignIn.Who} at {access.Address}");

    /// <summary>Sends a request with the token of the sign-in.</summary>
    public async Task<Result<ServerReply>> SendAsync(ServerCall call, CancellationToken cancellationToken)
    {
        if (!(await _tokens.GetAsync(cancellationToken)).TryGet(out var token, out var refusal))
            return refusal;
        return await _client.SendAsync(call with { Bearer = token }, cancellationToken);
    }

    public void Dispose()
    {
        _tokens.Dispose();
        _client.Dispose();
    }

    private static async Task<Result<ServerSession>> SignInAsync(ServerAccess access, string resource, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!ServerClient.Open(access.Address, access.CaFile, time).TryGet(out var client, out var refusal))
            return refusal;
        var tokens = new AccessTokens(new TokenApi(client, access.Address, time), access.SignIn, resource, time);
        if ((await tokens.GetAsync(cancellationToken)).TryGet(out _, out refusal))
            return new ServerSession(client, tokens);
        tokens.Dispose();
        client.Dispose();
        return refusal;
    }
}
