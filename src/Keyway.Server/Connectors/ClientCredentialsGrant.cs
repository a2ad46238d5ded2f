using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Tokens;

namespace Keyway.Server.Connectors;

/// <summary>
/// A connector's id and secret, or its signed assertion, for an access token (RFC 6749 4.4, RFC 7523 2.2). It is good for provisioning only, and
/// only in the connector's own domain.
/// </summary>
internal sealed class ClientCredentialsGrant(ConnectorDirectory connectors, ClientAssertions assertions, AccessTokens tokens, TimeProvider time) : ITokenGrant
{
    private static readonly IReadOnlySet<Role> ConnectorRole = new HashSet<Role> { Role.Connector };

    public string GrantType => GrantTypes.ClientCredentials;

    public bool Guessable => true;

    public async Task<Result<TokenReply>> HandleAsync(TokenForm form, CancellationToken cancellation)
    {
        if (form["resource"] is not Resources.Provisioning)
            return Catalogue.PrimaryRefreshTokens.ResourceUnknown;
        var byAssertion = form["client_assertion"] is not null || form["client_assertion_type"] is not null;
        if (!(byAssertion ? await ByAssertionAsync(form, cancellation) : BySecret(form)).TryGet(out var connector, out var refusal))
            return refusal;
        return TokenReply.Of(tokens, new Caller(
            null, connector.Id, Resources.Provisioning, ConnectorRole, [byAssertion ? AuthenticationMethod.ClientCertificate : AuthenticationMethod.ClientSecret],
            time.GetUtcNow(), connector.Domain));
    }

    private Result<Connector> BySecret(TokenForm form) =>
        form.Require("client_id").TryGet(out var clientId, out var refusal) && form.Require("client_secret").TryGet(out var secret, out refusal)
            ? connectors.Authenticate(clientId, secret)
            : refusal;

    private async Task<Result<Connector>> ByAssertionAsync(TokenForm form, CancellationToken cancellation)
    {
        // Two proofs at once are two answers to who asks (RFC 6749 2.3).
        if (form["client_secret"] is not null || form["client_assertion_type"] != ClientAssertionTypes.JwtBearer)
            return new Refusal(Catalogue.PrimaryRefreshTokens.RequestMalformed, "client_assertion_type");
        return form.Require("client_assertion").TryGet(out var assertion, out var refusal)
            ? await assertions.AuthenticateAsync(assertion, form["client_id"], cancellation)
            : refusal;
    }
}
