using System.Net;
using Keyway.Connect.IdentityServer;

namespace Keyway.Connect.Tests.IdentityServer;

public sealed class RetryPolicyTests
{
    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public void An_answer_that_will_not_change_stands(HttpStatusCode status) => Assert.Null(RetryPolicy.WaitBeforeNext(1, status, null, 0.5));

    [Fact]
    public void Waits_grow_and_end()
    {
        var waits = Enumerable.Range(1, 5).Select(attempt => RetryPolicy.WaitBeforeNext(attempt, null, null, 1)).ToList();

        Assert.Equal([TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(800), null, null], waits);
    }

    [Fact]
    public void Jitter_takes_away_at_most_half() => Assert.Equal(TimeSpan.FromMilliseconds(100), RetryPolicy.WaitBeforeNext(1, null, null, 0));

    [Fact]
    public void A_server_is_given_the_time_it_asks_for_and_not_a_day()
    {
        Assert.Equal(TimeSpan.FromSeconds(5), RetryPolicy.WaitBeforeNext(1, HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(5), 1));
        Assert.Null(RetryPolicy.WaitBeforeNext(1, HttpStatusCode.ServiceUnavailable, TimeSpan.FromDays(1), 1));
        Assert.Equal(TimeSpan.FromMilliseconds(200), RetryPolicy.WaitBeforeNext(1, HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(-5), 1));
    }
}
