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
}
