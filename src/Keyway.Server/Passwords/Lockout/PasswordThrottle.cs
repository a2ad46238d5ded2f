using System.Net;

namespace Keyway.Server.Passwords.Lockout;

/// <summary>
/// How much guessing there can be at all, beside the count of each account and of each address (<see cref="Tokens.GuessThrottle"/>): passwords in
/// hand for one network, and wrong ones from strange networks over all names, which is what many computers together could do to the domain.
/// </summary>
internal sealed class PasswordThrottle(TimeProvider time)
{
    /// <summary>Passwords of one network that wait for their answer.</summary>
    public const int MostInHand = 64;

    private const double Capacity = 300;
    private const double GuessesPerSecond = 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _inHand = [];
    private (double Level, DateTimeOffset On) _strange;

    /// <summary>Takes a place of the network; false when it has no more.</summary>
    public bool TryEnter(IPAddress network)
    {
        lock (_lock)
        {
            var count = _inHand.GetValueOrDefault(network);
            if (count >= MostInHand)
                return false;
            _inHand[network] = count + 1;
            return true;
        }
    }

    public void Leave(IPAddress network)
    {
        lock (_lock)
        {
            if (_inHand[network] == 1)
                _inHand.Remove(network);
            else
                _inHand[network]--;
        }
    }

    /// <summary>Charges a guess from a strange network, before it is made; false when there are too many.</summary>
    public bool TryCharge()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var level = Math.Max(0, _strange.Level - Math.Max(0, (now - _strange.On).TotalSeconds * GuessesPerSecond));
            if (level + 1 > Capacity)
                return false;
            _strange = (level + 1, now);
            return true;
        }
    }

    /// <summary>It was no guess: the password was right.</summary>
    public void Refund()
    {
        lock (_lock)
            _strange.Level = Math.Max(0, _strange.Level - 1);
    }
}
