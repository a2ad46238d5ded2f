using System.Net;
using Keyway.Server.Tokens;

namespace Keyway.Server.SignIns;

/// <summary>A bucket for each network. Bounded: when it holds too many, those that are full again go; networks beyond that share one bucket. Not for use by two threads at once.</summary>
internal sealed class NetworkBudgets(int burst, TimeSpan interval)
{
    private const int Most = 10_000;

    private readonly Dictionary<IPAddress, RateBudget> _budgets = [];
    private readonly RateBudget _shared = new(burst, interval);
    private DateTimeOffset _swept = DateTimeOffset.MinValue;

    public RateBudget Of(string address, DateTimeOffset now)
    {
        var network = ClientNetwork.Of(IPAddress.TryParse(address, out var parsed) ? parsed : null);
        if (_budgets.TryGetValue(network, out var budget))
            return budget;
        if (_budgets.Count >= Most)
        {
            // Once a second: a flood from more networks than this must not sweep at each request.
            if (now - _swept < TimeSpan.FromSeconds(1))
                return _shared;
            _swept = now;
            foreach (var (full, _) in _budgets.Where(entry => entry.Value.IsFull(now)).ToList())
                _budgets.Remove(full);
            if (_budgets.Count >= Most)
                return _shared;
        }

        return _budgets[network] = new RateBudget(burst, interval);
    }
}
