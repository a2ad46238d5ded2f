using System.Text;
using Keyway.Contracts;
using Keyway.Errors;
using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.AuthenticationMethods.Passes;
using Keyway.Server.Portal.Sessions;
using Keyway.Server.Sealing;
using Keyway.Server.SignIns;
using Keyway.Server.Storage;
using Keyway.Server.Tokens;
using Keyway.Server.Tokens.Nonces;

namespace Keyway.Server.Portal.SignIn;

/// <summary>The journey <i>Web sign-in</i>: a gesture of a security key over this browser's own nonce, or a name and a Temporary Access Pass; then a session.</summary>
internal sealed class PortalSignIn(
    SecurityKeySignIn keys, TemporaryAccessPasses passes, ServerNonces nonces, WebSessions sessions, SealedProtection protection, GuessThrottle throttle, DurableWriter writer,
    SignInLog log, TimeProvider time)
{
    private readonly SealedCookie<SignInState> _state = new(protection, "sign-in", PortalJson.Default.SignInState);

    /// <summary>A challenge that only this browser can answer.</summary>
    public string Challenge(HttpContext http)
    {
        var nonce = nonces.Issue(NoncePurpose.SignIn);
        _state.Write(http, new SignInState(time.GetUtcNow() + ServerNonces.Lifetime, nonce));
        return nonce;
    }

    /// <summary>Signs in with a security key.</summary>
    /// <param name="answer">A <see cref="Contracts.SignIn.SecurityKeyAssertion"/> as the page's script wrote it.</param>
    /// <param name="expected">Who has to sign in, when somebody is signed in and has to do it again; null for anybody.</param>
    public async Task<Result<Guid>> ByKeyAsync(HttpContext http, string? answer, Guid? expected)
    {
        if (_state.Read(http) is not { } state || time.GetUtcNow() >= state.ExpiresOn)
            return Catalogue.Portal.FormExpired;
        if (!ContractsJson.TryRead(Encoding.UTF8.GetBytes(answer ?? ""), ContractsJson.Default.SecurityKeyAssertion, out var assertion))
            return Catalogue.AuthenticationMethods.AssertionMalformed;
        if (!keys.Verify(state.Nonce, assertion).TryGet(out var verified, out var refusal))
            return refusal;
        if (expected is { } person && person != verified.Account.Id)
            return Catalogue.Portal.SomebodyElse;
        string[] methods = [AuthenticationMethod.SecurityKey, AuthenticationMethod.MultiFactor];
        var written = await writer.WriteAsync<string>(
            session =>
            {
                if (keys.Record(session, verified) is { } lost)
                    return lost;
                log.Append(session, Attempt(http).Completed(time.GetUtcNow(), SignInMethod.SecurityKey, verified.Account, verified.Key));
                return sessions.Begin(session, http, verified.Account.Id, methods);
            },
            http.RequestAborted);
        return Finish(http, written, verified.Account.Id);
    }

    /// <summary>Signs in with a Temporary Access Pass.</summary>
    public async Task<Result<Guid>> ByPassAsync(HttpContext http, string? userName, string? pass, Guid? expected)
    {
        var address = http.Connection.RemoteIpAddress;
        if (userName is not { Length: > 0 } || pass is not { Length: > 0 })
            return Catalogue.DeviceCodes.NameAndPassNeeded;
        if (throttle.Wait(address) is not null)
            return Catalogue.Accounts.TooManyRequests;
        if (!(await passes.SignInAsync(userName.Trim(), pass, Attempt(http), http.RequestAborted)).TryGet(out var account, out var refusal))
        {
            throttle.CountRefusal(address);
            return refusal;
        }

        if (expected is { } person && person != account.Id)
            return Catalogue.Portal.SomebodyElse;
        var written = await writer.WriteAsync<string>(session => sessions.Begin(session, http, account.Id, [AuthenticationMethod.TemporaryAccessPass]), http.RequestAborted);
        return Finish(http, written, account.Id);
    }

    private static SignInAttempt Attempt(HttpContext http) => new(SignInClient.Portal, SignInSource.Of(http));

    private Result<Guid> Finish(HttpContext http, Result<string> written, Guid person)
    {
        if (!written.TryGet(out var cookie, out var refusal))
            return refusal;
        _state.Delete(http);
        WebSessions.Give(http, cookie);
        return person;
    }
}
