namespace Keyway.Server.Search;

/// <summary>
/// From names to the words that they are found by, and from what somebody typed to the beginnings of such words. Case does not count, accents do.
/// A word is what stands between spaces; what stands between other signs inside it is a word too, so that <c>ann.miller@contoso.com</c> is found by
/// <c>miller</c> and by <c>ann.mi</c>; of what has an <c>@</c> only the part before it falls into such words.
/// </summary>
internal static class SearchText
{
    /// <summary>Characters of a typed text that count.</summary>
    public const int LongestText = 256;

    private const int MostWords = 32;
    private const int MostTokens = 6;
    private const int LongestWord = 64;

    /// <summary>The words of some texts, in order. A word that another one begins with is left out: whatever finds it finds the other.</summary>
    public static List<string> Words(params ReadOnlySpan<string?> texts)
    {
        var words = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            foreach (var word in Split(text ?? ""))
            {
                words.Add(word);
                // A domain finds everybody in it, which is no use.
                var name = word.IndexOf('@', StringComparison.Ordinal) is var at and > 0 ? word[..at] : word;
                foreach (var piece in name.Split([.. name.Where(IsSign).Distinct()], StringSplitOptions.RemoveEmptyEntries))
                    words.Add(piece);
            }
        }

        var sorted = words.ToList();
        var kept = new List<string>(sorted.Count);
        for (var index = 0; index < sorted.Count && kept.Count < MostWords; index++)
        {
            if (index == sorted.Count - 1 || !sorted[index + 1].StartsWith(sorted[index], StringComparison.Ordinal))
                kept.Add(sorted[index]);
        }

        return kept;
    }

    /// <summary>What was typed, word by word; each must begin a word of what is found. Null when words were typed and none can begin one, such as a lone sign.</summary>
    public static List<string>? Tokens(string text)
    {
        var typed = text.Length > LongestText ? text[..LongestText] : text;
        var tokens = Split(typed).Distinct(StringComparer.Ordinal).Take(MostTokens).ToList();
        return tokens.Count == 0 && !string.IsNullOrWhiteSpace(typed) ? null : tokens;
    }

    /// <summary>Behind every word that begins with this one, byte by byte: no character comes after U+10FFFF.</summary>
    public static string EndOf(string beginning) => beginning + "\U0010FFFF";

    private static IEnumerable<string> Split(string text)
    {
        foreach (var part in text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var start = 0;
            var end = part.Length;
            while (start < end && IsSign(part[start]))
                start++;
            while (end > start && IsSign(part[end - 1]))
                end--;
            if (start < end)
                yield return Cut(part[start..end]);
        }
    }

    // Half a character would read back from the store as another one.
    private static string Cut(string word) =>
        word.Length <= LongestWord ? word : word[..(char.IsHighSurrogate(word[LongestWord - 1]) ? LongestWord - 1 : LongestWord)];

    private static bool IsSign(char character) => !char.IsLetterOrDigit(character) && !char.IsSurrogate(character) && char.GetUnicodeCategory(character) is not
        (System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark);
}
