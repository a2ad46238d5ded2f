using System.Buffers.Text;
using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Server.AuthenticationMethods;
using Keyway.Server.Storage;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.Portal.Sessions;

/// <summary>
/// Browser sessions: a random cookie that no script sees and no other site sends, and a row here, so that a session ends for good when the person signs out, an
/// administrator signs the person out everywhere, or the person is disabled. It lasts twelve hours at most, and one hour without a page.
/// </summary>
internal sealed class WebSessions(Store store, DurableWriter writer, CallerStanding standing, TimeProvider time)
{
    public const string CookieName = "__Host-keyway-session";

    private const int IdLength = 32;
    private const int LongestBrowser = 120;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);
    private static readonly TimeSpan Idle = TimeSpan.FromHours(1);
    private static readonly TimeSpan TouchedEvery = TimeSpan.FromMinutes(5);

    /// <summary>Begins a session inside the write of the sign-in, in the place of the browser's earlier one: an id that was known before is worth nothing after.</summary>
    /// <returns>The cookie, for <see cref="Give"/> once the write is done.</returns>
    public string Begin(StoreSession session, HttpContext http, SignedInPerson person)
    {
        if (HashOf(http) is { } earlier)
            WebSessionTable.Delete(session, earlier);
        var id = RandomNumberGenerator.GetBytes(IdLength);
        var now = time.GetUtcNow();
        WebSessionTable.Insert(session, new WebSession(
            SHA256.HashData(id), person.Account.Id, person.Methods, person.AuthenticatedOn, now, now, now + Lifetime, ClientAddress(http), Browser(http)));
        return Base64Url.EncodeToString(id);
    }

    public static void Give(HttpContext http, string cookie) => http.Response.Cookies.Append(CookieName, cookie, Cookie());

    /// <summary>The browser's session, and who it is for the rest of the server; null when there is none, it is over, or the person may not go on.</summary>
    public (WebSession Session, Caller Caller)? Read(HttpContext http)
    {
        if (HashOf(http) is not { } hash || store.Read(session => WebSessionTable.Find(session, hash)) is not { } found)
            return null;
        var now = time.GetUtcNow();
        if (now >= found.ExpiresOn || now - found.SeenOn > Idle + TouchedEvery)
            return null;
        if (!standing.ConfirmPerson(found.UserId, found.Methods, found.AuthenticatedOn).TryGet(out var caller, out _))
            return null;
        if (now - found.SeenOn > TouchedEvery)
            _ = writer.WriteAsync<bool>(session => Touch(session, hash, now));
        return (found, caller);
    }

    public async Task EndAsync(HttpContext http)
    {
        http.Response.Cookies.Delete(CookieName, Cookie());
        if (HashOf(http) is { } hash)
            await writer.WriteAsync<bool>(session => WebSessionTable.Delete(session, hash));
    }

    /// <summary>Ends one of the person's sessions.</summary>
    /// <param name="id">SHA-256 of its cookie, in hex, as a page names it.</param>
    /// <returns>False when it is over already, or somebody else's.</returns>
    public async Task<bool> EndAsync(Guid userId, string id) =>
        Of(userId).Find(session => Convert.ToHexStringLower(session.IdHash) == id) is { } found
        && (await writer.WriteAsync<bool>(session => WebSessionTable.Delete(session, found.IdHash))).Succeeded;

    /// <summary>Where the person is signed in, the latest first.</summary>
    public List<WebSession> Of(Guid userId)
    {
        var now = time.GetUtcNow();
        return [.. store.Read(session => WebSessionTable.OfUser(session, userId)).Where(session => now < session.ExpiresOn && now - session.SeenOn <= Idle + TouchedEvery)];
    }

    private static Result<bool> Touch(StoreSession session, byte[] hash, DateTimeOffset now)
    {
        WebSessionTable.Touch(session, hash, now);
        return true;
    }

    private static byte[]? HashOf(HttpContext http)
    {
        var bytes = new byte[IdLength];
        return http.Request.Cookies[CookieName] is { Length: 43 } text && Base64Url.TryDecodeFromChars(text, bytes, out var length) && length == IdLength ? SHA256.HashData(bytes) : null;
    }

    private static string ClientAddress(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString() : "";

    private static string Browser(HttpContext http)
    {
        var text = LogText.Of(http.Request.Headers.UserAgent.ToString());
        return text.Length <= LongestBrowser ? text : text[..LongestBrowser];
    }

    private static CookieOptions Cookie() => new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };
}
