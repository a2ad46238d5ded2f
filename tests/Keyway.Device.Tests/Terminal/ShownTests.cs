using FsCheck;
using FsCheck.Fluent;
using Keyway.Device.Terminal;

namespace Keyway.Device.Tests.Terminal;

public sealed class ShownTests
{
    [Theory]
    [InlineData("Zoë Ω 漢字", "Zoë Ω 漢字")]
    [InlineData("a\nb", "a?b")]
    [InlineData("\u001b]0;title\u0007", "?]0;title?")]
    [InlineData("\u202Egnp.exe", "?gnp.exe")]
    [InlineData("a\u2028b", "a?b")]
    [InlineData(null, "")]
    public void Only_what_can_be_read_is_shown(string? text, string shown) => Assert.Equal(shown, Shown.Line(text));

    [Fact]
    public void A_text_without_end_is_cut() => Assert.Equal(301, Shown.Line(new string('x', 10_000)).Length);

    [Fact]
    public void No_text_carries_a_control_character() =>
        Prop.ForAll<string?>(text => !Shown.Line(text).Any(char.IsControl)).QuickCheckThrowOnFailure();
}
