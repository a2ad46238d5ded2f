using System.Text;
using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Errors;

namespace Keyway.Connect.IdentityServer;

/// <summary>Access tokens of the connector (RFC 6749 4.4), renewed before they end: a long sync outlives one.</summary>
internal sealed class AccessTokens(ServerClient client, ConnectorCredential connector, TimeProvider time)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private string? _token;
    private DateTimeOffset _goodUntil;

    /// <summary>A token for the resource <see cref="Resources.Provisioning"/>.</summary>
    public async Task<Result<string>> GetAsync(CancellationToken cancellationToken)
    {
        if (_token is not null && time.GetUtcNow() < _goodUntil)
            return _token;

        var form = string.Join('&', Pair("grant_type", GrantTypes.ClientCredentials), Pair("client_id", connector.ClientId.ToString("D")),
            Pair("client_secret", connector.ClientSecret ?? ""), Pair("resource", Resources.Provisioning));
        var call = new ServerCall(HttpMethod.Post, "common/oauth2/token", Idempotent: true)
        {
            Body = Encoding.ASCII.GetBytes(form),
            BodyType = "application/x-www-form-urlencoded",
        };
        var asked = time.GetUtcNow();
        if (!(await client.SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        if (!reply.IsSuccess)
            return IsRefusal(reply) ? new Refusal(Catalogue.Connect.ServerSignInRefused, ServerRefusals.Words(reply.Body)) : ServerRefusals.Of(call, reply, Catalogue.Connect.ServerSignInRefused);
        if (!ServerAnswers.Token(reply.Body).TryGet(out var token, out refusal))
            return refusal;

        _token = token.AccessToken;
        _goodUntil = asked + TimeSpan.FromSeconds(token.ExpiresIn) - Margin;
        return _token;
    }

    private static bool IsRefusal(ServerReply reply) => (int)reply.Status is 400 or 401 or 403;

    private static string Pair(string name, string value) => name + "=" + Uri.EscapeDataString(value);
}
