using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Errors;
using Keyway.Fido2;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.Portal.Sessions;
using Keyway.Server.Sealing;
using Keyway.Server.SecurityInfo;
using Keyway.Server.Tokens.Nonces;

namespace Keyway.Server.Portal.SecurityInfo;

/// <summary>
/// The journey <i>Register a key</i> in a browser. The challenge holds for one person by itself; here it is bound to the browser and its session too, so that an
/// answer that was made elsewhere is worth nothing (W01).
/// </summary>
internal sealed class KeyCeremony(SecurityKeyRegistrations registrations, SealedProtection protection, TimeProvider time)
{
    private readonly SealedCookie<KeyCeremonyState> _state = new(protection, "new-key", PortalJson.Default.KeyCeremonyState);

    /// <summary>What the page's script asks the key for: PublicKeyCredentialCreationOptions as JSON (WebAuthn L3 5.4).</summary>
    public Result<string> Begin(HttpContext http, Account account, WebSession session)
    {
        if (!registrations.Options(account).TryGet(out var options, out var refusal))
            return refusal;
        _state.Write(http, new KeyCeremonyState(time.GetUtcNow() + ServerNonces.Lifetime, Name(session), options.PublicKey.Challenge));
        return JsonSerializer.Serialize(options.PublicKey, ContractsJson.Default.PublicKeyCreationOptions);
    }

    /// <summary>Verifies what the key made, and registers it under a name that its owner can change.</summary>
    /// <param name="answer">A <see cref="PublicKeyCredential"/> as the page's script wrote it.</param>
    /// <returns>KW2641 (too old), KW2109 (no answer of ours), KW2647 (another page's), or what the registration refuses.</returns>
    public async Task<Result<SecurityKey>> FinishAsync(HttpContext http, Account account, WebSession session, string name, string? answer)
    {
        if (_state.Read(http) is not { } state || time.GetUtcNow() >= state.ExpiresOn || state.Session != Name(session))
            return Catalogue.Portal.FormExpired;
        if (!ContractsJson.TryRead(Encoding.UTF8.GetBytes(answer ?? ""), ContractsJson.Default.PublicKeyCredential, out var credential))
            return Catalogue.AuthenticationMethods.AssertionMalformed;
        if (!Answers(credential, state.Challenge))
            return Catalogue.Portal.AnswerOfAnotherPage;
        var registered = await registrations.RegisterAsync(account, new SecurityKeyRegistration(name, credential), http.RequestAborted);
        if (registered.Succeeded)
            _state.Delete(http);
        return registered;
    }

    private static bool Answers(PublicKeyCredential credential, string challenge)
    {
        var text = credential.Response.ClientDataJson;
        return Base64Url.IsValid(text) && ClientData.Parse(Base64Url.DecodeFromChars(text)).TryGet(out var client, out _)
            && CryptographicOperations.FixedTimeEquals(client.Challenge.Span, Base64Url.DecodeFromChars(challenge));
    }

    private static string Name(WebSession session) => Base64Url.EncodeToString(session.IdHash);
}
