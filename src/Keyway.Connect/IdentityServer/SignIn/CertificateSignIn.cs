using System.Security.Cryptography;
using System.Text.Json;
using Keyway.Connect.Secrets;
using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Keyway.Errors;

namespace Keyway.Connect.IdentityServer.SignIn;

/// <summary>A connector with the key of its registered certificate: each token costs a signature, and nothing that is sent could be used again (RFC 7523 2.2).</summary>
internal sealed class CertificateSignIn : IServerSignIn
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private readonly ConnectorIdentity _connector;
    private readonly ConnectorCertificate _certificate;

    private CertificateSignIn(ConnectorIdentity connector, ConnectorCertificate certificate)
    {
        _connector = connector;
        _certificate = certificate;
    }

    public string Who => $"connector {_connector.DisplayName} by certificate";

    /// <summary>Refuses a key file that is not that of the registration (<c>KW4068</c>).</summary>
    public static Result<IServerSignIn> Of(ConnectorIdentity connector, ConnectorCertificate certificate) =>
        certificate.Thumbprint == connector.CertificateThumbprint
            ? new CertificateSignIn(connector, certificate)
            : new Refusal(Catalogue.Connect.CertificateDiffers, connector.KeyFile);

    public async Task<Result<TokenResponse>> SignInAsync(TokenApi tokens, string resource, CancellationToken cancellationToken)
    {
        var now = tokens.Time.GetUtcNow();
        if (!_certificate.IsValidAt(now))
            return new Refusal(Catalogue.Connect.CertificateNotValidNow, $"until {_certificate.NotAfter:u}");
        var client = _connector.ClientId.ToString("D");
        var claims = new ClientAssertionClaims(
            client, client, tokens.Endpoint.AbsoluteUri, (now + Lifetime).ToUnixTimeSeconds(), RandomNumberGenerator.GetHexString(32, lowercase: true), NotBefore: now.ToUnixTimeSeconds());
        return await tokens.AskAsync(
            TokenApi.AnyTenant,
            [
                ("grant_type", GrantTypes.ClientCredentials), ("client_id", client), ("resource", resource),
                ("client_assertion_type", ClientAssertionTypes.JwtBearer),
                ("client_assertion", _certificate.Sign(JsonSerializer.SerializeToUtf8Bytes(claims, ContractsJson.Default.ClientAssertionClaims))),
            ],
            onceOnly: true,
            Catalogue.Connect.ServerSignInRefused,
            cancellationToken);
    }
}
