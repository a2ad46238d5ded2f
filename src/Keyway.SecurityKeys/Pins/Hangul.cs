namespace Keyway.SecurityKeys.Pins;

/// <summary>Korean syllables, which are computed from their letters (The Unicode Standard, 3.12).</summary>
internal static class Hangul
{
    private const int Syllables = 0xAC00;
    private const int Leading = 0x1100;
    private const int Vowels = 0x1161;

    // The first of them stands for none.
    private const int Trailing = 0x11A7;
    private const int LeadingCount = 19;
    private const int VowelCount = 21;
    private const int TrailingCount = 28;

    public static bool IsSyllable(int character) => character - Syllables is >= 0 and < LeadingCount * VowelCount * TrailingCount;

    /// <summary>The two or three letters of a syllable.</summary>
    public static int[] Letters(int syllable)
    {
        int index = syllable - Syllables;
        int leading = Leading + (index / (VowelCount * TrailingCount));
        int vowel = Vowels + (index / TrailingCount % VowelCount);
        return index % TrailingCount == 0 ? [leading, vowel] : [leading, vowel, Trailing + (index % TrailingCount)];
    }

    /// <summary>The syllable of two letters, or of a syllable without an end and its end; null for anything else.</summary>
    public static int? Compose(int first, int second)
    {
        if (first - Leading is >= 0 and < LeadingCount and var leading && second - Vowels is >= 0 and < VowelCount and var vowel)
            return Syllables + (((leading * VowelCount) + vowel) * TrailingCount);
        return IsSyllable(first) && (first - Syllables) % TrailingCount == 0 && second - Trailing is > 0 and < TrailingCount and var trailing ? first + trailing : null;
    }
}
