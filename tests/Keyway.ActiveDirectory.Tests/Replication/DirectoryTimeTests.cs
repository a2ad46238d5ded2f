using Keyway.ActiveDirectory.Replication;

namespace Keyway.ActiveDirectory.Tests.Replication;

public sealed class DirectoryTimeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Never_is_no_date(long ticks) => Assert.Null(DirectoryTime.FromFileTime(ticks));

    [Fact]
    public void Ticks_count_from_1601() =>
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 9, 53, 5, 113, 265, TimeSpan.Zero), DirectoryTime.FromFileTime(134398147851132650));

    [Fact]
    public void Seconds_beyond_all_dates_are_none() => Assert.Null(DirectoryTime.FromSeconds(ulong.MaxValue));

    [Fact]
    public void A_generalized_time_is_in_UTC() =>
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 12, 49, 34, TimeSpan.Zero), DirectoryTime.FromGeneralized("20261122124934.0Z"));

    [Theory]
    [InlineData("")]
    [InlineData("20261122124934.0")]
    [InlineData("20261322124934.0Z")]
    [InlineData("20261122124934.0+0100")]
    [InlineData("99999999999999.0Z")]
    public void Anything_else_is_no_time(string text) => Assert.Null(DirectoryTime.FromGeneralized(text));
}
