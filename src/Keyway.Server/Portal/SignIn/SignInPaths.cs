using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.SignIn;

/// <summary>The way to the sign-in and back.</summary>
internal static class SignInPaths
{
    public const string SignIn = "/sign-in";
    public const string Start = "/security-info";

    /// <summary>Where a sign-in of one factor leads.</summary>
    public const string SecondFactor = "/sign-in/second-factor";

    public const string AddKey = "/security-info/add/key";

    private const int LongestReturn = 1024;

    /// <summary>To the sign-in, and back to what was asked for.</summary>
    public static RedirectResult Redirect(HttpContext http) => new(SignIn + Query(http));

    /// <summary>The same for somebody who is signed in, but not freshly or not strongly enough.</summary>
    public static RedirectResult RedirectAgain(HttpContext http) => new(SignIn + Query(http) + "&again=1");

    /// <summary>Where to go behind the sign-in: a page of this server, whatever the address said (O05).</summary>
    public static string Safe(string? wanted) =>
        wanted is ['/', ..] and not ['/', '/' or '\\', ..] && wanted.Length <= LongestReturn && !wanted.Any(char.IsControl) && !wanted.Contains('\\')
            ? wanted
            : Start;

    private static QueryString Query(HttpContext http) => QueryString.Create("return", http.Request.Path + http.Request.QueryString);
}
