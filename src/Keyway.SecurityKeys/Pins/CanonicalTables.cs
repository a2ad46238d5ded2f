using System.Collections.Frozen;
using System.Globalization;

namespace Keyway.SecurityKeys.Pins;

/// <summary>What Unicode says of canonical equivalence (<c>canonical.txt</c>). It is read when the first PIN comes that needs it.</summary>
internal static class CanonicalTables
{
    private static readonly FrozenDictionary<int, int> Classes;

    static CanonicalTables()
    {
        using var reader = new StreamReader(typeof(CanonicalTables).Assembly.GetManifestResourceStream("canonical.txt")!);
        Dictionary<int, (int First, int? Second)> decompositions = [];
        Dictionary<(int First, int Second), int> compositions = [];
        Dictionary<int, int> classes = [];
        while (reader.ReadLine() is { } line)
        {
            string[] words = line.Split(' ');
            if (words[0] is "#") continue;
            if (words[0].Split("..") is [var from, var to])
            {
                for (int marked = Number(from); marked <= Number(to); marked++) classes.Add(marked, int.Parse(words[1], CultureInfo.InvariantCulture));
                continue;
            }

            int character = Number(words[0].TrimEnd('!'));
            decompositions.Add(character, (Number(words[1]), words.Length > 2 ? Number(words[2]) : null));
            if (words.Length > 2 && !words[0].EndsWith('!')) compositions.Add((Number(words[1]), Number(words[2])), character);
        }

        Decompositions = decompositions.ToFrozenDictionary();
        Compositions = compositions.ToFrozenDictionary();
        Classes = classes.ToFrozenDictionary();
    }

    /// <summary>Of a character, in one step: one other or two.</summary>
    public static FrozenDictionary<int, (int First, int? Second)> Decompositions { get; }

    /// <summary>Of two characters into one.</summary>
    public static FrozenDictionary<(int First, int Second), int> Compositions { get; }

    /// <summary>The canonical combining class: 0 for what is no mark.</summary>
    public static int ClassOf(int character) => Classes.GetValueOrDefault(character);

    private static int Number(string hexadecimal) => int.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
