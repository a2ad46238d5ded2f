using System.Security.Cryptography;
using System.Text;
using Keyway.Server.AuthenticationMethods.CloudPasswords;
using Keyway.Server.Tokens;

namespace Keyway.Server.Tests.AuthenticationMethods;

/// <summary>Normalization Form C, and the form in which passwords are hashed.</summary>
public sealed class CompositionFormTests
{
    [Theory]
    [InlineData("\u1E0A\u0323", "\u1E0C\u0307")]
    [InlineData("a\u0315\u0300\u05AE\u0300b", "\u00E0\u05AE\u0300\u0315b")]
    [InlineData("\u0958", "\u0915\u093C")]
    [InlineData("\u212B", "\u00C5")]
    [InlineData("\u0B47\u0300\u0B3E", "\u0B47\u0300\u0B3E")]
    [InlineData("\u1100\u1161\u11A8", "\uAC01")]
    public void Texts_of_the_Unicode_Standard(string text, string normal) => Assert.Equal(normal, Normalise(text));

    /// <summary>Every scalar value alone, between a and two marks, and before marks and Jamo; the SHA-256 is that of Python's unicodedata 14.0.0 over the same texts.</summary>
    [Fact]
    public void Every_character_as_another_implementation_has_it()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            if (!Rune.IsValid(value))
                continue;
            var character = new Rune(value).ToString();
            foreach (var text in new[] { character, $"a{character}\u0301\u0323", character + "\u0323\u0307\u093C\u1161\u11A8" })
                hash.AppendData(Encoding.UTF8.GetBytes(Normalise(text)));
        }

        Assert.Equal("f53cb4e836bc8a1cffbc917bbc24cdc17d06b2b1fdabc0b4b4980891575ab5ce", Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Theory]
    [InlineData("plain ASCII stays", null)]
    [InlineData("k\u00E4sekuchen im mai", null)]
    [InlineData("ka\u0308sekuchen im mai", "k\u00E4sekuchen im mai")]
    [InlineData("vier\u00A0feste\u3000worte", "vier feste worte")]
    [InlineData("\uFF26ull \u017Fidth", null)]
    public void A_password_is_prepared(string typed, string? prepared)
    {
        using var held = HeldSecret.Of(typed);
        using var made = OpaqueString.Prepare(held);
        Assert.Equal(prepared, made is null ? null : made.TryRead(bytes => Encoding.UTF8.GetString(bytes), out var text) ? text : "");
    }

    [Fact]
    public void What_is_no_text_is_left_as_it_is()
    {
        using var held = new HeldSecret(3, place =>
        {
            place[0] = 0xC3;
            place[1] = 0x28;
            place[2] = 0xFF;
            return 3;
        });
        Assert.Null(OpaqueString.Prepare(held));
    }

    private static string Normalise(string text)
    {
        int[] characters = [.. text.EnumerateRunes().Select(rune => rune.Value)];
        var result = new int[characters.Length * CompositionForm.LargestExpansion];
        var count = CompositionForm.Instance.Normalise(characters, result);
        return string.Concat(result.Take(count).Select(value => new Rune(value).ToString()));
    }
}
