using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Applications;
using Keyway.Server.SignIns;
using Keyway.Server.Tokens;

namespace Keyway.Server.Connectors;

/// <summary>
/// A connector's or an application's id and secret, or its signed assertion, for an access token (RFC 6749 4.4, RFC 7523 2.2). A connector's is good for
/// provisioning only, and only in its own domain; an application's for the Graph-shaped API. Each sign-in is in the sign-in log before a token leaves.
/// </summary>
internal sealed class ClientCredentialsGrant(
    ConnectorDirectory connectors, ApplicationSignIn applications, ClientAssertions assertions, AccessTokens tokens, SignInLog signIns, TimeProvider time) : ITokenGrant
{
    private static readonly IReadOnlySet<Role> ConnectorRole = new HashSet<Role> { Role.Connector };

    public string GrantType => GrantTypes.ClientCredentials;

    public bool Guessable => true;

    public async Task<Result<TokenReply>> HandleAsync(TokenForm form, CancellationToken cancellation)
    {
        if (!RequestedScope.Of(form).TryGet(out var scope, out var refused))
            return refused;
        // What an application may do, a global administrator has said; it cannot ask for a part.
        if (scope.Permissions is not null)
            return Catalogue.Applications.ScopeRefused;
        if (scope.Resource == Resources.Graph)
            return (await applications.SignInAsync(form, cancellation)).TryGet(out var caller, out refused) ? TokenReply.Of(tokens, caller) : refused;
        if (scope.Resource != Resources.Provisioning)
            return Catalogue.PrimaryRefreshTokens.ResourceUnknown;
        var byAssertion = ClientAssertions.IsIn(form);
        if (!(byAssertion ? await ByAssertionAsync(form, cancellation) : await BySecretAsync(form, cancellation)).TryGet(out var connector, out var refusal))
            return refusal;
        return TokenReply.Of(tokens, new Caller(
            null, connector.Id, Resources.Provisioning, ConnectorRole, [byAssertion ? AuthenticationMethod.ClientCertificate : AuthenticationMethod.ClientSecret],
            time.GetUtcNow(), connector.Domain));
    }

    private async Task<Result<Connector>> BySecretAsync(TokenForm form, CancellationToken cancellation)
    {
        if (!form.Require("client_id").TryGet(out var clientId, out var refusal) || !form.Require("client_secret").TryGet(out var secret, out refusal)
            || !connectors.Authenticate(clientId, secret).TryGet(out var connector, out refusal))
        {
            return refusal;
        }

        var entry = new SignInAttempt(SignInClient.TokenEndpoint, form.Source, Resources.Provisioning)
            .CompletedBy(time.GetUtcNow(), SignInMethod.ClientSecret, connector.Id, connector.DisplayName);
        return (await signIns.AppendAsync(entry, cancellation)).TryGet(out _, out refusal) ? connector : refusal;
    }

    private async Task<Result<Connector>> ByAssertionAsync(TokenForm form, CancellationToken cancellation)
    {
        if (!(await assertions.AuthenticateAsync(form, Signing, Resources.Provisioning, cancellation)).TryGet(out var id, out var refusal))
            return refusal;
        return connectors.Find(id) is { } connector ? connector : Catalogue.AuthenticationMethods.ClientRefused;
    }

    private SigningClient? Signing(Guid id) => connectors.Find(id) is { Certificate: { } der } connector ? new SigningClient(connector.DisplayName, [der]) : null;
}
