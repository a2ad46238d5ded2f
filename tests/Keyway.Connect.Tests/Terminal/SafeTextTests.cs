using Keyway.Connect.Terminal;

namespace Keyway.Connect.Tests.Terminal;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("\e[2J\e[31mgone", "[2J [31mgone")]
    [InlineData("line one\r\nline two", "line one  line two")]
    [InlineData("abc\u202Ecba", "abc cba")]
    [InlineData("bell\a", "bell")]
    [InlineData("Zoë Ødegård 李", "Zoë Ødegård 李")]
    public void Words_from_elsewhere_lose_what_could_steer_a_terminal(string text, string expected) => Assert.Equal(expected, SafeText.Of(text));

    [Fact]
    public void A_flood_of_words_is_cut() => Assert.Equal(SafeText.MaximumLength + 1, SafeText.Of(new string('x', 10_000_000)).Length);

    [Fact]
    public void A_lone_surrogate_does_not_throw() => Assert.Equal("a \uFFFDb", SafeText.Of("a \uD800b"));
}
