using System.Net;
using Keyway.Server.Tokens;

namespace Keyway.Server.DeviceCodes;

/// <summary>
/// Wrong user codes: by address as all guesses are (<see cref="GuessThrottle"/>), and altogether, because many addresses may guess as one. 1,000 are free and
/// two a second come back: in the life of a code at most 2,200, against 20^8 codes.
/// </summary>
internal sealed class CodeGuesses(GuessThrottle addresses, TimeProvider time)
{
    private const double Capacity = 1000;
    private const double PerSecond = 2;

    private readonly Lock _lock = new();
    private double _guesses;
    private DateTimeOffset _counted = DateTimeOffset.UnixEpoch;

    /// <summary>How long everybody must wait; null when codes are taken.</summary>
    public TimeSpan? WaitOfAll()
    {
        lock (_lock)
        {
            var level = Level();
            return level < Capacity ? null : TimeSpan.FromSeconds((level - Capacity + 1) / PerSecond);
        }
    }

    /// <summary>How long the address must wait; null when it may try now.</summary>
    public TimeSpan? WaitOf(IPAddress? address) => addresses.Wait(address);

    /// <summary>What was typed was right, or no code at all.</summary>
    public void CountNone(IPAddress? address) => addresses.CountSuccess(address);

    public void CountWrong(IPAddress? address)
    {
        addresses.CountRefusal(address);
        lock (_lock)
        {
            _guesses = Level() + 1;
            _counted = time.GetUtcNow();
        }
    }

    private double Level() => Math.Max(0, _guesses - ((time.GetUtcNow() - _counted).TotalSeconds * PerSecond));
}
