using System.Text.RegularExpressions;

namespace Keyway.Device.Troubleshooting;

/// <summary>
/// Takes out of a text what looks like a secret. Our own logs hold none; this is for the day on which one slips in, and for the files of
/// others that go into a bundle.
/// </summary>
internal static partial class Redaction
{
    private const string Removed = "[removed]";

    public static string Of(string text) => Password().Replace(Encoded().Replace(PrivateKey().Replace(text, Removed), Removed), "$1" + Removed);

    [GeneratedRegex(@"-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----.*?(-----END [A-Z0-9 ]*PRIVATE KEY-----|\z)", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex PrivateKey();

    // Tokens (JWT, JWE, ours), keys and hashes: 32 bytes and more, in base64, base64url or hexadecimal. GUIDs, SIDs and host names have breaks or are shorter.
    [GeneratedRegex(@"[A-Za-z0-9+/_=]{43,}|[A-Fa-f0-9]{32,}|eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9._-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Encoded();

    [GeneratedRegex(@"((?:password|secret|token|pin)\s*[""']?\s*[=:]\s*)[""']?[^\s""',;]+[""']?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Password();
}
