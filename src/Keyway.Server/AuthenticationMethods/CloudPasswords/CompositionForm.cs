using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;

namespace Keyway.Server.AuthenticationMethods.CloudPasswords;

/// <summary>
/// Unicode's Normalization Form C (UAX 15). Our own, because the server runs without ICU, and .NET's own does nothing then; and because it works in buffers that
/// the caller can zero.
/// </summary>
internal sealed class CompositionForm
{
    /// <summary>The most characters that one becomes when it is taken apart (UAX 15 9).</summary>
    public const int LargestExpansion = 4;

    // The Unicode Standard 3.12.
    private const int SBase = 0xAC00, LBase = 0x1100, VBase = 0x1161, TBase = 0x11A7, LCount = 19, VCount = 21, TCount = 28, NCount = VCount * TCount, SCount = LCount * NCount;

    private readonly FrozenDictionary<int, (int First, int Second)> _parts;
    private readonly FrozenDictionary<(int First, int Second), int> _wholes;
    private readonly FrozenDictionary<int, byte> _classes;

    private CompositionForm()
    {
        var parts = new Dictionary<int, (int First, int Second)>();
        var wholes = new Dictionary<(int First, int Second), int>();
        var classes = new Dictionary<int, byte>();
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("Normalisation.txt")!);
        while (reader.ReadLine() is { } line)
        {
            switch (line.Split(' '))
            {
                case ["d", var whole, var first, .. var rest]:
                    parts[Hex(whole)] = (Hex(first), rest is ["!"] or [] ? 0 : Hex(rest[0]));
                    if (rest is [var second] && second != "!")
                        wholes[(Hex(first), Hex(second))] = Hex(whole);
                    break;
                case ["c", var from, var to, var number]:
                    for (var character = Hex(from); character <= Hex(to); character++)
                        classes[character] = byte.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture);
                    break;
            }
        }

        (_parts, _wholes, _classes) = (parts.ToFrozenDictionary(), wholes.ToFrozenDictionary(), classes.ToFrozenDictionary());
    }

    public static CompositionForm Instance { get; } = new();

    /// <summary>Normalises a text of Unicode scalar values.</summary>
    /// <param name="result">At least <see cref="LargestExpansion"/> times as long.</param>
    /// <returns>How many there are.</returns>
    public int Normalise(ReadOnlySpan<int> text, Span<int> result)
    {
        var length = 0;
        foreach (var character in text)
            TakeApart(character, result, ref length);
        Order(result[..length]);
        return Compose(result[..length]);
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private byte Class(int character) => _classes.GetValueOrDefault(character);

    private void TakeApart(int character, Span<int> result, ref int length)
    {
        if (character - SBase is >= 0 and < SCount and var syllable)
        {
            result[length++] = LBase + (syllable / NCount);
            result[length++] = VBase + (syllable % NCount / TCount);
            if (syllable % TCount != 0)
                result[length++] = TBase + (syllable % TCount);
        }
        else if (_parts.TryGetValue(character, out var parts))
        {
            TakeApart(parts.First, result, ref length);
            if (parts.Second != 0)
                TakeApart(parts.Second, result, ref length);
        }
        else
        {
            result[length++] = character;
        }
    }

    // Each run of combining characters by its classes; those of one class keep their order.
    private void Order(Span<int> text)
    {
        for (var index = 1; index < text.Length; index++)
        {
            var (moved, own) = (text[index], Class(text[index]));
            var place = index;
            for (; own != 0 && place > 0 && Class(text[place - 1]) > own; place--)
                text[place] = text[place - 1];
            text[place] = moved;
        }
    }

    private int Compose(Span<int> text)
    {
        var (starter, length, last) = (-1, 0, 0);
        foreach (var character in text)
        {
            var own = Class(character);
            // Blocked by anything between that has no lower class (UAX 15, D115).
            var reaches = starter >= 0 && (starter == length - 1 || (last != 0 && last < own));
            if (reaches && TryCompose(text[starter], character, out var whole))
            {
                text[starter] = whole;
                continue;
            }

            if (own == 0)
                starter = length;
            last = own;
            text[length++] = character;
        }

        return length;
    }

    private bool TryCompose(int first, int second, out int whole)
    {
        if (first - LBase is >= 0 and < LCount and var leading && second - VBase is >= 0 and < VCount and var vowel)
        {
            whole = SBase + (((leading * VCount) + vowel) * TCount);
            return true;
        }

        if (first - SBase is >= 0 and < SCount and var syllable && syllable % TCount == 0 && second - TBase is > 0 and < TCount and var trailing)
        {
            whole = first + trailing;
            return true;
        }

        return _wholes.TryGetValue((first, second), out whole);
    }
}
