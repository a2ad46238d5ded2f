using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Keyway.Server.Sealing;

namespace Keyway.Server.Pages;

/// <summary>
/// Sessions of pages: AES-256-GCM in a <c>__Host-</c> cookie that no script sees and no other site sends (SameSite=Strict), and the token that each form of
/// the session carries. Nothing is kept here, so that any server on the same store goes on with any session; what may happen once only, the store guards.
/// </summary>
internal sealed class PageSessions : IDisposable
{
    public const string CookieName = "__Host-keyway-login";

    private const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int LongestCookie = 2048;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly AesGcm _seal;
    private readonly byte[] _formKey;
    private readonly TimeProvider _time;

    public PageSessions(ServerKeys keys, TimeProvider time)
    {
        var material = keys.GetOrCreate("page-sessions", () => RandomNumberGenerator.GetBytes(2 * KeyLength));
        _seal = new AesGcm(material.AsSpan(0, KeyLength), TagLength);
        _formKey = material[KeyLength..];
        _time = time;
        CryptographicOperations.ZeroMemory(material.AsSpan(0, KeyLength));
    }

    /// <summary>A session that knows nothing yet.</summary>
    public PageSession Begin() => new(Guid.NewGuid(), _time.GetUtcNow() + Lifetime);

    /// <summary>The browser's session, or null when it has none that is ours and still young.</summary>
    public PageSession? Read(HttpContext http) =>
        http.Request.Cookies[CookieName] is { Length: <= LongestCookie } text && Open(text) is { } session && _time.GetUtcNow() < session.ExpiresOn ? session : null;

    /// <summary>Gives the session to the browser, in the place of an earlier one.</summary>
    public void Write(HttpContext http, PageSession session) => http.Response.Cookies.Append(CookieName, Seal(session), Cookie());

    public static void End(HttpContext http) => http.Response.Cookies.Delete(CookieName, Cookie());

    /// <summary>What a form of this session carries: only pages of this session can know it.</summary>
    public string FormToken(PageSession session) => Base64Url.EncodeToString(HMACSHA256.HashData(_formKey, session.Id.ToByteArray(bigEndian: true)));

    public bool IsFormToken(PageSession session, string? token) =>
        CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(token ?? ""), System.Text.Encoding.UTF8.GetBytes(FormToken(session)));

    public void Dispose() => _seal.Dispose();

    private static CookieOptions Cookie() => new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };

    private string Seal(PageSession session)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(session, PagesJson.Default.PageSession);
        var sealedBytes = new byte[NonceLength + plain.Length + TagLength];
        var nonce = sealedBytes.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        _seal.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceLength, plain.Length), sealedBytes.AsSpan(NonceLength + plain.Length));
        return Base64Url.EncodeToString(sealedBytes);
    }

    private PageSession? Open(string text)
    {
        var bytes = new byte[LongestCookie];
        if (!Base64Url.IsValid(text) || Base64Url.DecodeFromChars(text, bytes, out _, out var length) != OperationStatus.Done || length < NonceLength + TagLength)
            return null;
        var plain = new byte[length - NonceLength - TagLength];
        try
        {
            _seal.Decrypt(bytes.AsSpan(0, NonceLength), bytes.AsSpan(NonceLength, plain.Length), bytes.AsSpan(length - TagLength, TagLength), plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return JsonSerializer.Deserialize(plain, PagesJson.Default.PageSession);
    }
}
