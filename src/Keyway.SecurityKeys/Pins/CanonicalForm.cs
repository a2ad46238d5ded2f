using System.Text;

namespace Keyway.SecurityKeys.Pins;

/// <summary>
/// Normalization Form C (Unicode Standard Annex #15), in which a key is given its PIN: é is the same whether a keyboard sends one character or
/// two. The runtime has it from ICU only, and without ICU silently leaves a text as it is.
/// </summary>
internal static class CanonicalForm
{
    /// <summary>Code points into which one UTF-16 unit decomposes at most.</summary>
    public const int LongestDecomposition = 4;

    // Up to here each character is its own form and composes with none before it.
    private const char LastPlain = '\u02FF';

    /// <summary>Writes the form of a text.</summary>
    /// <param name="text">What is no Unicode in it becomes U+FFFD.</param>
    /// <param name="form">Takes the code points: <see cref="LongestDecomposition"/> for each unit of the text. What is behind the form is of no use.</param>
    /// <returns>How many there are.</returns>
    public static int Write(ReadOnlySpan<char> text, Span<int> form)
    {
        int length = 0;
        bool plain = !text.ContainsAnyExceptInRange('\0', LastPlain);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (plain) form[length++] = rune.Value;
            else Decompose(rune.Value, form, ref length);
        }

        return plain ? length : Compose(form[..length]);
    }

    private static void Decompose(int character, Span<int> form, ref int length)
    {
        if (Hangul.IsSyllable(character))
        {
            foreach (int letter in Hangul.Letters(character)) form[length++] = letter;
        }
        else if (CanonicalTables.Decompositions.TryGetValue(character, out (int First, int? Second) parts))
        {
            Decompose(parts.First, form, ref length);
            if (parts.Second is { } second) Decompose(second, form, ref length);
        }
        else
        {
            // Marks stand in the order of their classes, and as they came within one.
            int place = length++;
            int own = CanonicalTables.ClassOf(character);
            for (; own > 0 && place > 0 && CanonicalTables.ClassOf(form[place - 1]) > own; place--) form[place] = form[place - 1];
            form[place] = character;
        }
    }

    private static int Compose(Span<int> form)
    {
        int length = 0;
        int starter = -1;
        int before = 0;
        foreach (int character in form)
        {
            int own = CanonicalTables.ClassOf(character);

            // A mark reaches its base over marks of lower classes only.
            if (starter >= 0 && (starter == length - 1 || before < own) && Pair(form[starter], character) is { } composed)
            {
                form[starter] = composed;
                continue;
            }

            if (own == 0) starter = length;
            before = own;
            form[length++] = character;
        }

        return length;
    }

    private static int? Pair(int first, int second) =>
        Hangul.Compose(first, second) ?? (CanonicalTables.Compositions.TryGetValue((first, second), out int composed) ? composed : null);
}
