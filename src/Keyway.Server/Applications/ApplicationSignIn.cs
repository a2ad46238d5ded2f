using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Connectors;
using Keyway.Server.SignIns;
using Keyway.Server.Tokens;

namespace Keyway.Server.Applications;

/// <summary>
/// An application's token by its secret (RFC 6749 4.4) or by an assertion that a registered certificate's key signed (RFC 7523 2.2): for the Graph-shaped API, with
/// exactly the permissions that it holds. Each sign-in is in the sign-in log before a token leaves.
/// </summary>
internal sealed class ApplicationSignIn(ApplicationDirectory applications, ClientAssertions assertions, SignInLog signIns, TimeProvider time)
{
    private static readonly HashSet<Role> NoRole = [];

    public async Task<Result<Caller>> SignInAsync(TokenForm form, CancellationToken cancellation)
    {
        var byAssertion = ClientAssertions.IsIn(form);
        if (!(byAssertion ? await ByAssertionAsync(form, cancellation) : await BySecretAsync(form, cancellation)).TryGet(out var application, out var refusal))
            return refusal;
        return new Caller(
            null, application.Id, Resources.Graph, NoRole, [byAssertion ? AuthenticationMethod.ClientCertificate : AuthenticationMethod.ClientSecret],
            time.GetUtcNow(), null, application.Permissions);
    }

    private async Task<Result<Application>> BySecretAsync(TokenForm form, CancellationToken cancellation)
    {
        if (!form.Require("client_id").TryGet(out var clientId, out var refusal) || !form.Require("client_secret").TryGet(out var secret, out refusal)
            || !applications.Authenticate(clientId, secret).TryGet(out var application, out refusal))
        {
            return refusal;
        }

        var entry = new SignInAttempt(SignInClient.TokenEndpoint, form.Source, Resources.Graph)
            .CompletedBy(time.GetUtcNow(), SignInMethod.ClientSecret, application.Id, application.DisplayName);
        return (await signIns.AppendAsync(entry, cancellation)).TryGet(out _, out refusal) ? application : refusal;
    }

    private async Task<Result<Application>> ByAssertionAsync(TokenForm form, CancellationToken cancellation)
    {
        if (!(await assertions.AuthenticateAsync(form, Signing, Resources.Graph, cancellation)).TryGet(out var id, out var refusal))
        {
            return refusal.Error == Catalogue.AuthenticationMethods.ClientRefused ? new Refusal(Catalogue.Applications.ClientRefused, refusal.Detail)
                : refusal.Error == Catalogue.Accounts.ConnectorCertificateExpired ? Catalogue.Applications.CredentialExpired
                : refusal;
        }

        // It may have been disabled since its certificates were read.
        return applications.Find(id) is { Enabled: true } application ? application : Catalogue.Applications.ClientRefused;
    }

    private SigningClient? Signing(Guid id) => applications.Find(id) is { Enabled: true } application
        ? new SigningClient(application.DisplayName, [.. application.Credentials.Select(credential => credential.Certificate).OfType<byte[]>()])
        : null;
}
