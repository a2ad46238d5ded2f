using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Keyway.Connect.Terminal;
using Keyway.Contracts;
using Keyway.Contracts.Devices;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.SignIn;
using Keyway.Errors;
using Keyway.SecurityKeys;
using Keyway.SecurityKeys.Gestures;

namespace Keyway.Connect.IdentityServer.SignIn;

/// <summary>An administrator with a security key: it signs the server's nonce after it has verified its user.</summary>
/// <param name="user">The user principal name; a key may hold several accounts.</param>
/// <param name="selector">As <see cref="SecurityKeyDevice.Open(string, SecurityKeyOptions?)"/> takes it.</param>
/// <param name="pin">Null when it is asked for.</param>
internal sealed class SecurityKeySignIn(string user, string selector, string? pin) : IServerSignIn
{
    private string? _pin = pin;

    public string Who => user + " by security key";

    public async Task<Result<TokenResponse>> SignInAsync(TokenApi tokens, string resource, CancellationToken cancellationToken)
    {
        if (!(await tokens.DiscoverAsync(cancellationToken)).TryGet(out var tenant, out var refusal))
            return refusal;
        var authority = tenant.TenantInfo.TenantId.ToString("D");
        if (!(await tokens.NonceAsync(authority, cancellationToken)).TryGet(out var nonce, out refusal))
            return refusal;
        if (!Sign(nonce, tenant.KeywayService, cancellationToken).TryGet(out var assertion, out refusal))
            return refusal;
        return await tokens.AskAsync(
            authority,
            [
                ("grant_type", GrantTypes.SecurityKey), ("client_id", ClientIds.Broker), ("resource", resource), ("request_nonce", nonce),
                ("assertion", JsonSerializer.Serialize(assertion, ContractsJson.Default.SecurityKeyAssertion)),
            ],
            onceOnly: true,
            Catalogue.Connect.AdministratorRefused,
            cancellationToken);
    }

    private Result<SecurityKeyAssertion> Sign(string nonce, KeywayService service, CancellationToken cancellationToken)
    {
        // Standard output may be read by a program: what the hand shall do goes to the other stream.
        var options = new SecurityKeyOptions { TouchNow = () => Console.Error.WriteLine("Touch your security key now.") };
        if (!SecurityKeyDevice.Open(selector, options).TryGet(out var key, out var refusal))
            return refusal;
        using var open = key;
        if (!key.GetInfo().TryGet(out var info, out refusal) || !Pin(info).TryGet(out var entered, out refusal))
            return refusal;

        var clientData = ClientDataJson.ForAssertion(Encoding.ASCII.GetBytes(nonce), service.Origin);
        var request = new GetAssertionsRequest(service.RelyingPartyId, SHA256.HashData(clientData));
        if (!key.GetAssertions(request, entered, cancellationToken).TryGet(out var assertions, out refusal))
            return refusal;
        if (!AccountChoice.Choose(assertions, user, _ => null).TryGet(out var chosen, out refusal))
            return refusal;
        _pin = entered;
        return SecurityKeyAssertion.Of(chosen.CredentialId.Span, chosen.AuthenticatorData.Span, clientData, chosen.Signature.Span, chosen.UserHandle);
    }

    private Result<string> Pin(SecurityKeyInfo key)
    {
        if (_pin is not null)
            return _pin;
        return PinQuestion.For(key) is { } question ? HiddenPrompt.Ask(question, "--pin-file") : "";
    }
}
