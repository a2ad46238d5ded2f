using Keyway.KeyList.Answering;

namespace Keyway.KeyList.Tests;

/// <summary>K15: what was seen is known again, for as long as clocks may be apart.</summary>
public sealed class SeenAuthenticatorsTests
{
    private readonly ManualTime _time = new();
    private readonly SeenAuthenticators _seen;

    public SeenAuthenticatorsTests() => _seen = new SeenAuthenticators(_time);

    [Fact]
    public async Task The_same_request_gets_the_same_answer_for_half_a_minute()
    {
        var (kind, entry) = Claim(1, "request");
        Assert.Equal(ClaimKind.New, kind);
        var (again, waiting) = Claim(1, "request");
        Assert.Equal(ClaimKind.Same, again);
        entry!.Give([7]);
        Assert.Equal([7], await waiting!.Answer);

        _time.Now += TimeSpan.FromSeconds(31);
        Assert.Equal(ClaimKind.Repeated, Claim(1, "request").Kind);
    }

    [Fact]
    public async Task Who_waits_for_an_answer_that_takes_long_gets_it_and_it_is_not_kept()
    {
        var (_, entry) = Claim(1, "request");
        var waiting = Claim(1, "request").Entry!.Answer;
        _time.Now += TimeSpan.FromMinutes(1);
        Claim(2, "request");
        entry!.Give([7]);

        Assert.Equal([7], await waiting);
        Assert.Null(await entry.Answer);
    }

    [Fact]
    public void Another_request_by_the_same_authenticator_is_a_repetition_until_clocks_cannot_be_so_far_apart()
    {
        Claim(1, "request");
        Assert.Equal(ClaimKind.Repeated, Claim(1, "other").Kind);
        _time.Now += TimeSpan.FromMinutes(10);
        Assert.Equal(ClaimKind.Repeated, Claim(1, "other").Kind);
        _time.Now += TimeSpan.FromMinutes(2);
        Assert.Equal(ClaimKind.New, Claim(1, "other").Kind);
    }

    [Fact]
    public void Who_got_no_answer_may_try_again_and_stays_known_afterwards()
    {
        Claim(1, "request");
        _seen.Release([1]);
        _time.Now += TimeSpan.FromMinutes(6);
        Assert.Equal(ClaimKind.New, Claim(1, "request").Kind);

        // The end of the first one's time is not the end of the second one's.
        _time.Now += TimeSpan.FromMinutes(6);
        Assert.Equal(ClaimKind.Repeated, Claim(1, "other").Kind);
    }

    [Fact]
    public void A02_what_does_not_fit_is_not_taken()
    {
        for (var i = 0; i < SeenAuthenticators.MostEntries; i++)
            Assert.Equal(ClaimKind.New, _seen.Claim(BitConverter.GetBytes(i), []).Kind);

        Assert.Equal(ClaimKind.Full, Claim(1, "request").Kind);
        _time.Now += TimeSpan.FromMinutes(12);
        Assert.Equal(ClaimKind.New, Claim(1, "request").Kind);
    }

    private (ClaimKind Kind, SeenAuthenticators.Seen? Entry) Claim(byte authenticator, string request) => _seen.Claim([authenticator], System.Text.Encoding.ASCII.GetBytes(request));
}
