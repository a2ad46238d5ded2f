using System.Globalization;
using System.Text;

namespace Keyway.Device.Terminal;

/// <summary>Text from elsewhere, made harmless for a terminal: a name or a message must not move the cursor, hide a line or turn the reading direction.</summary>
internal static class Shown
{
    private const int Longest = 300;

    /// <summary>One line of at most 300 characters, in which control and format characters have become question marks.</summary>
    public static string Line(string? text)
    {
        var line = new StringBuilder();
        foreach (var rune in (text ?? string.Empty).EnumerateRunes())
        {
            if (line.Length >= Longest)
                return line.Append('…').ToString();
            line.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned ? "?" : rune.ToString());
        }

        return line.ToString();
    }
}
