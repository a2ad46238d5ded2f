using System.Net;

namespace Keyway.Server.Tokens;

/// <summary>
/// How many wrong guesses one address may make at grants that could be guessed: a bucket of 20 refusals that regains one every 3 seconds.
/// Requests that succeed cost nothing, so that a whole organisation behind one address is not held up. IPv6 counts by /64.
/// </summary>
internal sealed class GuessThrottle(TimeProvider time)
{
    private const double Capacity = 20;
    private const double SecondsPerRefusal = 3;
    private const int MostAddresses = 50_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, (double Refusals, DateTimeOffset On)> _buckets = [];

    /// <summary>How long the address must wait; null when it may try now.</summary>
    public TimeSpan? Wait(IPAddress? address)
    {
        lock (_lock)
        {
            var refusals = Level(ClientNetwork.Of(address));
            return refusals < Capacity ? null : TimeSpan.FromSeconds((refusals - Capacity + 1) * SecondsPerRefusal);
        }
    }

    public void CountRefusal(IPAddress? address)
    {
        var network = ClientNetwork.Of(address);
        lock (_lock)
        {
            var refusals = Level(network) + 1;
            if (_buckets.Count >= MostAddresses && !_buckets.ContainsKey(network))
                ForgetEmpty();
            _buckets[network] = (refusals, time.GetUtcNow());
        }
    }

    /// <summary>How many addresses are kept.</summary>
    internal int Addresses => _buckets.Count;

    private double Level(IPAddress network) =>
        _buckets.TryGetValue(network, out var bucket) ? Math.Max(0, bucket.Refusals - ((time.GetUtcNow() - bucket.On).TotalSeconds / SecondsPerRefusal)) : 0;

    // When so many addresses guess at once, the fullest matter; if none is empty, forgetting all costs one bucket each.
    private void ForgetEmpty()
    {
        foreach (var network in _buckets.Keys.Where(network => Level(network) == 0).ToArray())
            _buckets.Remove(network);
        if (_buckets.Count >= MostAddresses)
            _buckets.Clear();
    }
}
