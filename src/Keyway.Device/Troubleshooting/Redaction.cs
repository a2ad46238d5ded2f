using System.Text.RegularExpressions;

namespace Keyway.Device.Troubleshooting;

/// <summary>
/// Takes out of a text what looks like a secret. Our own logs hold none; this is for the day on which one slips in, and for the files of
/// others that go into a bundle.
/// </summary>
internal static partial class Redaction
{
    private const string Removed = "[removed]";

    public static string Of(string text)
    {
        text = PrivateKey().Replace(text, Removed);
        text = Base64Url().Replace(text, run => IsRandom(run.ValueSpan) ? Removed : run.Value);
        text = Encoded().Replace(text, Removed);
        text = Named().Replace(text, "$1" + Removed);
        return Spoken().Replace(text, "$1" + Removed);
    }

    /// <summary>A name of one case (a SID, several GUIDs, a label of a host name) is not: of 2,000,000,000 random keys one has letters of one case only.</summary>
    private static bool IsRandom(ReadOnlySpan<char> run) => run.ContainsAnyInRange('A', 'Z') && run.ContainsAnyInRange('a', 'z');

    [GeneratedRegex(@"-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----.*?(-----END [A-Z0-9 ]*PRIVATE KEY-----|\z)", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex PrivateKey();

    // 32 bytes and more. A path has slashes, so this one is looked for by itself, and before what would leave the part behind its first hyphen.
    [GeneratedRegex("[A-Za-z0-9_-]{43,}", RegexOptions.CultureInvariant)]
    private static partial Regex Base64Url();

    // Tokens (JWT, JWE, ours), keys and hashes: 32 bytes and more, in base64 or hexadecimal. GUIDs, SIDs and host names have breaks or are shorter.
    [GeneratedRegex(@"[A-Za-z0-9+/_=]{43,}|[A-Fa-f0-9]{32,}|eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9._-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Encoded();

    // A value in quotes goes to the closing one, or to the end of the line; JSON within JSON has quotes behind backslashes.
    [GeneratedRegex(
        @"((?:password|passwd(?=[ \t]*=)|passphrase|secret|token|pin)\s*\\*[""']?\s*[=:]\s*)(?:""(?:[^""\\\r\n]|\\.)*""?|'(?:[^'\\\r\n]|\\.)*'?|\\+""[^""\r\n]*""?|[^\s""',;]+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    // Without a sign between them the next word may belong to the sentence ("The PIN is wrong"); a secret is in quotes or has a digit.
    [GeneratedRegex(
        @"((?<![a-z])(?:password|passwd|passphrase|secret|pin)[ \t]+)(?:""[^""\r\n]+""?|'[^'\r\n]+'?|(?=[^\s0-9]{0,64}[0-9])[^\s""',;]{4,})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Spoken();
}
