using Keyway.Errors;

namespace Keyway.SecurityKeys.Tests;

/// <summary>Touch, refusal at the key, time-out and cancel, over libfido2's own waiting.</summary>
public sealed class TouchTests
{
    [Fact]
    public void The_key_asks_for_a_touch_in_the_name_of_the_site()
    {
        List<string?> asked = [];
        using var bench = new KeyBench(touch: (site, _) =>
        {
            asked.Add(site);
            return true;
        });
        bench.Register();
        bench.Prove();
        Assert.Equal([KeyBench.Site, KeyBench.Site], asked);
    }

    [Fact]
    public void A_refusal_at_the_key_makes_no_credential()
    {
        using var bench = new KeyBench(touch: (_, _) => false);
        Refused.With(Catalogue.SecurityKeys.Denied, bench.Register());
        Refused.With(Catalogue.SecurityKeys.NoCredentials, bench.Prove());
    }

    [Fact]
    public void A_key_that_nobody_touches_is_given_up()
    {
        using var bench = new KeyBench(touch: NobodyTouches, device: new SecurityKeyOptions { Timeout = TimeSpan.FromSeconds(1) });
        Refused.With(Catalogue.SecurityKeys.TouchTimeout, bench.Register());
        Assert.True(bench.Device.GetInfo().Succeeded);
    }

    [Fact]
    public void A_cancelled_operation_ends_at_once_and_the_key_goes_on()
    {
        using var cancellation = new CancellationTokenSource();
        using var bench = new KeyBench(touch: (_, cancelled) =>
        {
            cancellation.Cancel();
            return NobodyTouches(null, cancelled);
        });
        Refused.With(Catalogue.SecurityKeys.Cancelled, bench.Device.MakeCredential(KeyBench.Registration(), KeyBench.Pin, cancellation.Token));
        Refused.With(Catalogue.SecurityKeys.Cancelled, bench.Device.GetAssertions(KeyBench.SignIn(), KeyBench.Pin, cancellation.Token));
        Assert.Equal(8, bench.Device.GetInfo().Value.PinRetries);
    }

    [Fact]
    public void A_touch_that_comes_late_but_in_time_counts()
    {
        // Longer than one keep-alive interval, so that libfido2 sees some.
        using var bench = new KeyBench(touch: (_, cancelled) => !cancelled.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(250)));
        Assert.True(bench.Register().Succeeded);
    }

    [Fact]
    public void A_touch_prompt_that_fails_is_a_refusal_of_the_key()
    {
        using var bench = new KeyBench(touch: (_, _) => throw new InvalidOperationException("no window"));
        Refused.With(Catalogue.SecurityKeys.KeyRefused, bench.Register());
        Assert.True(bench.Device.GetInfo().Succeeded);
    }

    [Fact]
    public void Two_threads_take_turns_at_one_key()
    {
        using var bench = new KeyBench();
        bench.Register();
        uint[][] counts = new uint[2][];
        Parallel.For(0, 2, new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken }, thread =>
            counts[thread] = [.. Enumerable.Range(0, 10).Select(_ => Assert.Single(bench.Prove().Value).SignCount)]);
        Assert.Equal(Enumerable.Range(2, 20).Select(count => (uint)count), counts.SelectMany(count => count).Order());
    }

    private static bool NobodyTouches(string? site, CancellationToken cancelled)
    {
        cancelled.WaitHandle.WaitOne(TimeSpan.FromSeconds(20));
        return false;
    }
}
