using System.Globalization;
using System.Text;

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

    // Some viewers break lines at Unicode's separators too, and its direction marks reorder what is read.
    private static bool IsUnfit(char character) => char.IsControl(character) || char.IsSurrogate(character)
        || char.GetUnicodeCategory(character) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format;
}
