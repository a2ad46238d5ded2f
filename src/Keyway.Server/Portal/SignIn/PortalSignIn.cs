using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Errors;
using Keyway.Fido2;
using Keyway.Server.AuthenticationMethods;
using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.Portal.Sessions;
using Keyway.Server.Sealing;
using Keyway.Server.SecurityInfo;
using Keyway.Server.SignIns;
using Keyway.Server.Tokens;
using Keyway.Server.Tokens.Nonces;

namespace Keyway.Server.Portal.SignIn;

/// <summary>The journey <i>Web sign-in</i> by a gesture of a security key over this browser's own nonce.</summary>
internal sealed class PortalSignIn(
    SecurityKeySignIn keys, SecurityKeyRegistrations registrations, SignInCompletion completion, RelyingParty relyingParty, ServerNonces nonces, SealedProtection protection, TimeProvider time)
{
    private readonly SealedCookie<SignInState> _state = new(protection, "sign-in", PortalJson.Default.SignInState);

    /// <summary>
    /// What the page's script asks the key for: a challenge that only this browser can answer, and no names, so that the key says whose it is (WebAuthn L3 5.5). Only for
    /// somebody who is signed in already the credentials are named: among several accounts on one key the browser then takes the right one.
    /// </summary>
    public string Options(HttpContext http, Guid? expected)
    {
        var nonce = nonces.Issue(NoncePurpose.SignIn);
        _state.Write(http, new SignInState(time.GetUtcNow() + ServerNonces.Lifetime, nonce));
        PublicKeyDescriptor[] credentials = expected is { } person
            ? [.. registrations.KeysOf(person).Select(key => new PublicKeyDescriptor("public-key", Base64Url.EncodeToString(key.CredentialId), key.Transports))]
            : [];
        return JsonSerializer.Serialize(new GestureOptions(nonce, relyingParty.Id, credentials), PortalJson.Default.GestureOptions);
    }

    /// <summary>Signs in.</summary>
    /// <param name="answer">A <see cref="Contracts.SignIn.SecurityKeyAssertion"/> as the page's script wrote it.</param>
    /// <param name="expected">Who has to sign in, when somebody is signed in and has to do it again; null for anybody.</param>
    public async Task<Result<Guid>> ByKeyAsync(HttpContext http, string? answer, Guid? expected)
    {
        if (_state.Read(http) is not { } state || time.GetUtcNow() >= state.ExpiresOn)
            return Catalogue.Portal.FormExpired;
        if (!ContractsJson.TryRead(Encoding.UTF8.GetBytes(answer ?? ""), ContractsJson.Default.SecurityKeyAssertion, out var assertion))
            return Catalogue.AuthenticationMethods.AssertionMalformed;
        if (!keys.Verify(state.Nonce, assertion).TryGet(out var verified, out var refusal))
            return completion.Refused(http, SignInMethod.SecurityKey, refusal, account: null);
        if (expected is { } person && person != verified.Account.Id)
            return Catalogue.Portal.SomebodyElse;
        var signedIn = new SignedInPerson(verified.Account, [AuthenticationMethod.SecurityKey, AuthenticationMethod.MultiFactor], time.GetUtcNow(), verified.Key.CredentialId);
        var from = KeyUse.Of(SignInSource.Of(http), http.Request.Headers.UserAgent.ToString());
        var completed = await completion.CompleteAsync(http, signedIn, SignInMethod.SecurityKey, verified.Key, session => keys.Record(session, verified, from));
        if (completed.Succeeded)
            _state.Delete(http);
        return completed;
    }
}
