using System.Globalization;
using System.Text;

namespace Keyway.KeyList;

/// <summary>Words from the network, made harmless for a terminal and a log: one line, no control characters, no flood.</summary>
internal static class SafeText
{
    private const int MaximumLength = 400;

    public static string Of(string text)
    {
        var safe = new StringBuilder(Math.Min(text.Length, MaximumLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (safe.Length >= MaximumLength)
                return safe.Append('…').ToString();
            safe.Append(IsHarmless(rune) ? rune.ToString() : " ");
        }

        return safe.ToString().Trim();
    }

    // Format covers the marks that reverse the order of what is shown.
    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
