using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Keyway.Server.Sealing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Keyway.Server.Portal.Sessions;

/// <summary>What a browser keeps for one task of ours: sealed, so that it can neither read nor change it, sent by no other site and seen by no script.</summary>
/// <param name="name">Such as <c>sign-in</c>; the cookie is <c>__Host-keyway-</c> and the name.</param>
internal sealed class SealedCookie<T>(SealedProtection protection, string name, JsonTypeInfo<T> type)
    where T : class
{
    private const int LongestCookie = 3072;

    private readonly IDataProtector _protector = protection.CreateProtector("cookie:" + name);
    private readonly string _cookie = "__Host-keyway-" + name;

    public T? Read(HttpContext http)
    {
        if (http.Request.Cookies[_cookie] is not { Length: <= LongestCookie } text)
            return null;
        try
        {
            return JsonSerializer.Deserialize(_protector.Unprotect(WebEncoders.Base64UrlDecode(text)), type);
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException)
        {
            return null;
        }
    }

    public void Write(HttpContext http, T value) => http.Response.Cookies.Append(
        _cookie, WebEncoders.Base64UrlEncode(_protector.Protect(JsonSerializer.SerializeToUtf8Bytes(value, type))), Options());

    public void Delete(HttpContext http) => http.Response.Cookies.Delete(_cookie, Options());

    private static CookieOptions Options() => new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };
}
