using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods;
using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.Portal.Sessions;
using Keyway.Server.SignIns;
using Keyway.Server.Storage;

namespace Keyway.Server.Portal.SignIn;

/// <summary>The end of every way to sign in at the pages: one write makes the session and its row of the sign-in log; a refusal is noted there too.</summary>
internal sealed class SignInCompletion(WebSessions sessions, SignInLog log, DurableWriter writer, TimeProvider time)
{
    /// <summary>Begins the session.</summary>
    /// <param name="key">The key that was used, if one was.</param>
    /// <param name="first">What the same write has to do before, such as spending a nonce; null for nothing.</param>
    /// <param name="isNoted">The sign-in has its row in the sign-in log already.</param>
    /// <returns>Whose session it is.</returns>
    public async Task<Result<Guid>> CompleteAsync(HttpContext http, SignedInPerson person, SignInMethod method, SecurityKey? key = null, Func<StoreSession, Refusal?>? first = null, bool isNoted = false)
    {
        var account = person.Account;
        var written = await writer.WriteAsync<string>(
            session =>
            {
                if (first?.Invoke(session) is { } lost)
                    return lost;
                if (!isNoted)
                    log.Append(session, Attempt(http).Completed(time.GetUtcNow(), method, account, key));
                return sessions.Begin(session, http, person);
            },
            http.RequestAborted);
        if (!written.TryGet(out var cookie, out var refusal))
            return Refused(http, method, refusal, account);
        WebSessions.Give(http, cookie);
        return account.Id;
    }

    /// <summary>Notes a refusal.</summary>
    /// <param name="account">Who tried; null when nobody knows.</param>
    public Refusal Refused(HttpContext http, SignInMethod method, Refusal refusal, Account? account)
    {
        log.AppendRefused(new SignInEntry(time.GetUtcNow(), SignInClient.Portal, method, SignInSource.Of(http), account?.Id, account?.UserName, refusal.Error.Number));
        return refusal;
    }

    public static SignInAttempt Attempt(HttpContext http) => new(SignInClient.Portal, SignInSource.Of(http));
}
