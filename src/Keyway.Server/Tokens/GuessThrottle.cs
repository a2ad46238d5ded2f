using System.Net;

namespace Keyway.Server.Tokens;

/// <summary>
/// How many wrong guesses one address may make at grants that could be guessed: a bucket of 20 refusals that regains one every 3 seconds.
/// Requests that succeed cost nothing, so that a whole organisation behind one address is not held up; but a request whose outcome is not known yet
/// counts, so that a thousand guesses sent at once are not let in before the first is refused. IPv6 counts by /64.
/// </summary>
internal sealed class GuessThrottle(TimeProvider time)
{
    private const double Capacity = 20;
    private const double SecondsPerRefusal = 3;
    private const int MostAddresses = 50_000;

    // As many may be under way at once beside those. One whose end is never told, because its request broke, counts for a second.
    private const double MostUnderWay = 32;
    private const double SecondsUnderWay = 1;

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, Bucket> _buckets = [];

    /// <summary>Lets an attempt begin, whose end <see cref="CountRefusal"/> or <see cref="CountSuccess"/> tells.</summary>
    /// <returns>How long the address must wait; null when it may try now.</returns>
    public TimeSpan? Wait(IPAddress? address)
    {
        var network = ClientNetwork.Of(address);
        lock (_lock)
        {
            var now = Level(network);
            if (now.Refusals >= Capacity)
                return TimeSpan.FromSeconds((now.Refusals - Capacity + 1) * SecondsPerRefusal);
            if (now.Refusals + now.UnderWay >= Capacity + MostUnderWay)
                return TimeSpan.FromSeconds(SecondsUnderWay);
            Keep(network, now with { UnderWay = now.UnderWay + 1 });
            return null;
        }
    }

    /// <summary>The attempt was refused.</summary>
    public void CountRefusal(IPAddress? address) => End(address, refusals: 1);

    /// <summary>The attempt was none that was refused.</summary>
    public void CountSuccess(IPAddress? address) => End(address, refusals: 0);

    /// <summary>How many addresses are kept.</summary>
    internal int Addresses => _buckets.Count;

    private void End(IPAddress? address, int refusals)
    {
        var network = ClientNetwork.Of(address);
        lock (_lock)
        {
            var now = Level(network);
            Keep(network, now with { Refusals = now.Refusals + refusals, UnderWay = Math.Max(0, now.UnderWay - 1) });
        }
    }

    private void Keep(IPAddress network, Bucket bucket)
    {
        if (_buckets.Count >= MostAddresses && !_buckets.ContainsKey(network))
            ForgetEmpty();
        if (bucket.IsEmpty)
            _buckets.Remove(network);
        else
            _buckets[network] = bucket;
    }

    private Bucket Level(IPAddress network)
    {
        var now = time.GetUtcNow();
        if (!_buckets.TryGetValue(network, out var bucket))
            return new Bucket(0, 0, now);
        var seconds = (now - bucket.On).TotalSeconds;
        return new Bucket(Math.Max(0, bucket.Refusals - (seconds / SecondsPerRefusal)), Math.Max(0, bucket.UnderWay - (seconds / SecondsUnderWay)), now);
    }

    // When so many addresses guess at once, the fullest matter; if none is empty, forgetting all costs one bucket each.
    private void ForgetEmpty()
    {
        foreach (var network in _buckets.Keys.Where(network => Level(network).IsEmpty).ToArray())
            _buckets.Remove(network);
        if (_buckets.Count >= MostAddresses)
            _buckets.Clear();
    }

    private readonly record struct Bucket(double Refusals, double UnderWay, DateTimeOffset On)
    {
        public bool IsEmpty => Refusals == 0 && UnderWay == 0;
    }
}
