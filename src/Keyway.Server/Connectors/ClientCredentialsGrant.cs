using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Tokens;

namespace Keyway.Server.Connectors;

/// <summary>A connector's id and secret for an access token (RFC 6749 4.4). It is good for provisioning only, and only in the connector's own domain.</summary>
internal sealed class ClientCredentialsGrant(ConnectorDirectory connectors, AccessTokens tokens, TimeProvider time) : ITokenGrant
{
    private static readonly IReadOnlySet<Role> ConnectorRole = new HashSet<Role> { Role.Connector };

    public string GrantType => GrantTypes.ClientCredentials;

    public bool Guessable => true;

    public Task<Result<TokenReply>> HandleAsync(TokenForm form, CancellationToken cancellation) => Task.FromResult(Handle(form));

    private Result<TokenReply> Handle(TokenForm form)
    {
        if (!form.Require("client_id").TryGet(out var clientId, out var refusal) || !form.Require("client_secret").TryGet(out var secret, out refusal))
            return refusal;
        if (form["resource"] is not Resources.Provisioning)
            return Catalogue.PrimaryRefreshTokens.ResourceUnknown;
        if (!connectors.Authenticate(clientId, secret).TryGet(out var connector, out refusal))
            return refusal;
        return TokenReply.Of(tokens, new Caller(
            null, connector.Id, Resources.Provisioning, ConnectorRole, [AuthenticationMethod.ClientSecret], time.GetUtcNow(), connector.Domain));
    }
}
