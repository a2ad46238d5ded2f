using Keyway.Connect.Terminal;

namespace Keyway.Connect.Tests.Terminal;

public sealed class DurationTests
{
    [Theory]
    [InlineData(34, "34 ms")]
    [InlineData(1240, "1.2 s")]
    [InlineData(125_000, "2 min 5 s")]
    public void A_time_is_shown_in_the_unit_that_fits(int milliseconds, string expected) => Assert.Equal(expected, Duration.Of(TimeSpan.FromMilliseconds(milliseconds)));
}
