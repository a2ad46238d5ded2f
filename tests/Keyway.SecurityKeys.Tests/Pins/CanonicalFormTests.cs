using System.Diagnostics;
using System.Globalization;
using System.Text;
using Keyway.SecurityKeys.Pins;

namespace Keyway.SecurityKeys.Tests.Pins;

/// <summary>Normalization Form C, compared with what Python makes of the same texts.</summary>
public sealed class CanonicalFormTests
{
    // One text a line, its code points in hexadecimal.
    private const string Judge = """
        import sys, unicodedata
        for line in sys.stdin: print(*('%04X' % ord(c) for c in unicodedata.normalize('NFC', ''.join(chr(int(p, 16)) for p in line.split()))))
        """;

    private static readonly int[] Characters =
    [
        .. CanonicalTables.Decompositions.Keys,
        .. CanonicalTables.Decompositions.Values.SelectMany(parts => new[] { parts.First, parts.Second ?? parts.First }),
        .. Enumerable.Range(0x0300, 0x50), .. Enumerable.Range(0x1100, 19), .. Enumerable.Range(0x1161, 21), .. Enumerable.Range(0x11A7, 29),
        .. Enumerable.Range(0xAC00, 100), .. Enumerable.Range('A', 26), 0x1F600,
    ];

    private static readonly int[] Marks = [0x0300, 0x0301, 0x0307, 0x0308, 0x0323, 0x0327, 0x031B, 0x0338, 0x0345, 0x05B0, 0x05BC, 0x0653, 0x093C, 0x3099];

    [Fact]
    public async Task Every_character_that_decomposes_is_written_as_others_write_it() => await CompareAsync(Characters.Distinct().Select(character => new[] { character }));

    [Fact]
    public async Task Random_texts_are_written_as_others_write_them()
    {
        var random = new Random(20261123);
        await CompareAsync(Enumerable.Range(0, 20_000).Select(_ => random.GetItems([.. random.GetItems(Characters, 3), .. random.GetItems(Marks, 4)], random.Next(1, 9))));
    }

    [Fact]
    public void What_is_no_unicode_becomes_the_sign_for_it() => Assert.Equal([0x61, 0xFFFD, 0xE9], Form("a\uD800e\u0301"));

    [Fact]
    public void The_longest_decomposition_fits() => Assert.Equal([0x1F82], Form("\u03B1\u0313\u0300\u0345"));

    private static int[] Form(string text)
    {
        int[] form = new int[text.Length * CanonicalForm.LongestDecomposition];
        return form[..CanonicalForm.Write(text, form)];
    }

    private static async Task CompareAsync(IEnumerable<int[]> texts)
    {
        int[][] all = [.. texts];
        var start = new ProcessStartInfo("/usr/bin/python3", ["-c", Judge]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var python = Process.Start(start)!;
        Task<string> answers = python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        foreach (int[] text in all) await python.StandardInput.WriteLineAsync(Hexadecimal(text));
        python.StandardInput.Close();
        string[] expected = (await answers).Split('\n');
        for (int index = 0; index < all.Length; index++)
            Assert.Equal(Hexadecimal(all[index]) + " -> " + expected[index], Hexadecimal(all[index]) + " -> " + Hexadecimal(Form(string.Concat(all[index].Select(character => new Rune(character).ToString())))));
    }

    private static string Hexadecimal(IEnumerable<int> text) => string.Join(' ', text.Select(character => character.ToString("X4", CultureInfo.InvariantCulture)));
}
