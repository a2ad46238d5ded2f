namespace Keyway.Server.SignIns;

/// <summary>A bucket that holds a burst and fills by one each interval. Not for use by two threads at once.</summary>
internal sealed class RateBudget(int burst, TimeSpan interval)
{
    private double _left = burst;
    private DateTimeOffset _at = DateTimeOffset.MinValue;

    /// <summary>Full again: nothing would be lost by forgetting it.</summary>
    public bool IsFull(DateTimeOffset now) => _left + ((now - _at) / interval) >= burst;

    /// <returns>False when it is empty.</returns>
    public bool TryTake(DateTimeOffset now)
    {
        // A clock that was set back fills nothing.
        if (now > _at)
            (_left, _at) = (Math.Min(burst, _left + ((now - _at) / interval)), now);
        if (_left < 1)
            return false;
        _left--;
        return true;
    }
}
