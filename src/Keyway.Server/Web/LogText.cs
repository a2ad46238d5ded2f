using System.Globalization;
using System.Text;
using Keyway.Server.AuthenticationMethods.Passes;

namespace Keyway.Server.Web;

/// <summary>Text of a stranger on its way into a log line: nothing in it may look like another line.</summary>
internal static class LogText
{
    private const int Longest = 256;

    /// <summary>The text without control characters and not longer than 256 characters.</summary>
    public static string Of(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (var character in text.AsSpan(0, Math.Min(text.Length, Longest)))
            clean.Append(IsUnfit(character) ? '?' : character);
        return clean.ToString();
    }

    /// <summary>The path of a request. What follows <c>/welcome/</c> is a secret, and stays out, also of an address that is refused.</summary>
    public static string OfPath(PathString path) =>
        path.Value is { } text && text.StartsWith(FirstAdministratorLink.PagePath, StringComparison.OrdinalIgnoreCase) ? FirstAdministratorLink.PagePath + "..." : Of(path.Value ?? "");

    // Some viewers break lines at Unicode's separators too, and its direction marks reorder what is read.
    private static bool IsUnfit(char character) => char.IsControl(character) || char.IsSurrogate(character)
        || char.GetUnicodeCategory(character) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format;
}
