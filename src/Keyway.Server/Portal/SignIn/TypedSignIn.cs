using System.Globalization;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods;
using Keyway.Server.AuthenticationMethods.OneTimeCodes;
using Keyway.Server.AuthenticationMethods.Passes;
using Keyway.Server.Passwords;
using Keyway.Server.Portal.Sessions;
using Keyway.Server.Sealing;
using Keyway.Server.SignIns;
using Keyway.Server.Tokens;

namespace Keyway.Server.Portal.SignIn;

/// <summary>The journey <i>Web sign-in</i> by what is typed: a Temporary Access Pass, or a password and then a code. All of it can be guessed at, so that each network may be wrong only so often.</summary>
internal sealed class TypedSignIn(
    TemporaryAccessPasses passes, PasswordAndCode passwords, OneTimeCodes codes, AccountDirectory accounts, SignOutEverywhere everywhere, SignInCompletion completion,
    SealedProtection protection, GuessThrottle throttle, TimeProvider time)
{
    private static readonly TimeSpan CodeWait = TimeSpan.FromMinutes(5);

    private readonly SealedCookie<HalfSignIn> _half = new(protection, "code", PortalJson.Default.HalfSignIn);

    /// <param name="expected">Who has to sign in, when somebody is signed in and has to do it again; null for anybody.</param>
    public async Task<Result<Guid>> ByPassAsync(HttpContext http, string? userName, string? pass, Guid? expected)
    {
        if (userName?.Trim() is not { Length: > 0 } name || pass is not { Length: > 0 })
            return Catalogue.DeviceCodes.NameAndPassNeeded;
        if (Held(http) is { } held)
            return held;
        if (!(await passes.SignInAsync(name, pass, SignInCompletion.Attempt(http), http.RequestAborted)).TryGet(out var account, out var refusal))
            return Wrong(http, SignInMethod.TemporaryAccessPass, refusal, name);
        return await EndAsync(http, new SignedInPerson(account, [AuthenticationMethod.TemporaryAccessPass], time.GetUtcNow()), method: null, expected);
    }

    /// <summary>The first step of a sign-in by password, and the only one for who has no authenticator app.</summary>
    /// <returns>Who is signed in; KW2681 when the code comes next; KW2704 when the password has to be changed first.</returns>
    public async Task<Result<Guid>> ByPasswordAsync(HttpContext http, string? userName, string? password, Guid? expected)
    {
        if (userName?.Trim() is not { Length: > 0 } name || password is not { Length: > 0 })
            return Catalogue.Portal.NameAndPasswordNeeded;
        if (Held(http) is { } held)
            return held;
        var since = time.GetUtcNow();
        if ((await passwords.VerifyAsync(name, password, code: null, http.Connection.RemoteIpAddress, http.RequestAborted)).TryGet(out var person, out var refusal))
            return await EndAsync(http, person, SignInMethod.Password, expected);
        if (refusal.Error == Catalogue.OneTimeCodes.CodeNeeded && Known(name) is { } account)
        {
            throttle.CountSuccess(http.Connection.RemoteIpAddress);
            if (expected is { } wanted && wanted != account.Id)
                return Catalogue.Portal.SomebodyElse;
            _half.Write(http, new HalfSignIn(since + CodeWait, account.Id, since));
            return refusal;
        }

        if (refusal.Error != Catalogue.CloudPasswords.MustChange)
            return Wrong(http, SignInMethod.Password, refusal, name);

        // Who may go on to the next page has not guessed.
        throttle.CountSuccess(http.Connection.RemoteIpAddress);
        return refusal;
    }

    /// <summary>The second step.</summary>
    public async Task<Result<Guid>> ByCodeAsync(HttpContext http, string? code, Guid? expected)
    {
        if (!IsCodeAwaited(http) || _half.Read(http) is not { } half || accounts.Find(half.UserId) is not { } account)
            return Catalogue.Portal.FormExpired;
        if (Held(http) is { } held)
            return held;
        // What ended the person's sign-ins meanwhile, such as a new password, ends a half one too.
        if ((everywhere.Check(account.Id, half.VerifiedOn) ?? account.Check(time.GetUtcNow())) is { } standing)
            return Wrong(http, SignInMethod.PasswordAndCode, standing, account.UserName);
        if (!(await codes.VerifyAsync(account, code ?? "", http.RequestAborted)).TryGet(out _, out var refusal))
            return Wrong(http, SignInMethod.PasswordAndCode, refusal, account.UserName);
        string[] methods = [AuthenticationMethod.Password, AuthenticationMethod.OneTimeCode, AuthenticationMethod.MultiFactor];
        var ended = await EndAsync(http, new SignedInPerson(account, methods, time.GetUtcNow()), SignInMethod.PasswordAndCode, expected);
        if (ended.Succeeded)
            _half.Delete(http);
        return ended;
    }

    /// <summary>Changes a password of this server by the old one, and signs in.</summary>
    /// <param name="code">Of the authenticator app, where one is registered.</param>
    public async Task<Result<Guid>> ByNewPasswordAsync(HttpContext http, string? userName, string? old, string? chosen, string? code, Guid? expected)
    {
        if (userName?.Trim() is not { Length: > 0 } name || old is not { Length: > 0 } || chosen is not { Length: > 0 })
            return Catalogue.Portal.NameAndPasswordNeeded;
        if (Held(http) is { } held)
            return held;
        if (expected is { } wanted && Known(name)?.Id != wanted)
            return Catalogue.Portal.SomebodyElse;
        return (await passwords.ChangeAsync(name, old, chosen, code, http.Connection.RemoteIpAddress, http.RequestAborted)).TryGet(out var person, out var refusal)
            ? await EndAsync(http, person, person.IsStrong ? SignInMethod.PasswordAndCode : SignInMethod.Password, expected)
            : Wrong(http, SignInMethod.Password, refusal, name);
    }

    /// <summary>A password of this browser was right, and its code is awaited.</summary>
    public bool IsCodeAwaited(HttpContext http) => _half.Read(http) is { } half && time.GetUtcNow() < half.ExpiresOn;

    private async Task<Result<Guid>> EndAsync(HttpContext http, SignedInPerson person, SignInMethod? method, Guid? expected)
    {
        throttle.CountSuccess(http.Connection.RemoteIpAddress);
        return expected is { } wanted && wanted != person.Account.Id ? Catalogue.Portal.SomebodyElse : await completion.CompleteAsync(http, person, method);
    }

    private Refusal? Held(HttpContext http)
    {
        if (throttle.Wait(http.Connection.RemoteIpAddress) is not { } wait)
            return null;
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return new Refusal(Catalogue.Accounts.TooManyRequests);
    }

    private Refusal Wrong(HttpContext http, SignInMethod method, Refusal refusal, string userName)
    {
        throttle.CountRefusal(http.Connection.RemoteIpAddress);
        return completion.Refused(http, method, refusal, ClaimedIdentity.ByName(userName));
    }

    // Only for a name whose password was right, or that of somebody who is signed in: to look one up takes time that tells whether it exists.
    private Account? Known(string name) => name.Length <= 512 ? accounts.FindByUserName(name) : null;
}
