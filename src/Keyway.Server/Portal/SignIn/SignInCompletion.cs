using Keyway.Errors;
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
    /// <param name="method">Null when the sign-in is in the log already: a pass is noted by the write that uses it.</param>
    /// <param name="key">The key that was used, if one was.</param>
    /// <param name="first">What the same write has to do before, such as spending a nonce; null for nothing.</param>
    /// <returns>Whose session it is.</returns>
    public async Task<Result<Guid>> CompleteAsync(HttpContext http, SignedInPerson person, SignInMethod? method, SecurityKey? key = null, Func<StoreSession, Refusal?>? first = null)
    {
        var account = person.Account;
        var written = await writer.WriteAsync<string>(
            session =>
            {
                if (first?.Invoke(session) is { } lost)
                    return lost;
                if (method is { } by)
                    log.Append(session, Attempt(http).Completed(time.GetUtcNow(), by, account, key));
                return sessions.Begin(session, http, person);
            },
            http.RequestAborted);
        if (!written.TryGet(out var cookie, out var refusal))
            return method is { } by ? Refused(http, by, refusal, ClaimedIdentity.ByName(account.UserName)) : refusal;
        WebSessions.Give(http, cookie);
        return account.Id;
    }

    /// <summary>Notes a refusal.</summary>
    /// <param name="claimed">Who tried, as a stranger says; null when nobody does.</param>
    public Refusal Refused(HttpContext http, SignInMethod method, Refusal refusal, ClaimedIdentity? claimed)
    {
        log.AppendRefused(Attempt(http), method, refusal, claimed);
        return refusal;
    }

    /// <summary>What is known of a sign-in at the pages before it is known who signs in.</summary>
    public static SignInAttempt Attempt(HttpContext http) => new(SignInClient.Portal, SignInSource.Of(http));
}
