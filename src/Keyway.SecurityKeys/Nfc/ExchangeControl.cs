namespace Keyway.SecurityKeys.Nfc;

/// <summary>By which whoever waits for an exchange stops it from another thread.</summary>
internal sealed class ExchangeControl
{
    private readonly object _gate = new();
    private bool _cancel;
    private bool _givenUp;

    /// <summary>Whether nobody waits for the answer any more.</summary>
    public bool IsGivenUp
    {
        get
        {
            lock (_gate) return _givenUp;
        }
    }

    /// <summary>Has the key told once that its work is not wanted any more.</summary>
    public void Cancel()
    {
        lock (_gate)
        {
            _cancel = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Nothing more is said to the card.</summary>
    public void GiveUp()
    {
        lock (_gate)
        {
            _givenUp = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits, less long when a wish comes.</summary>
    /// <returns>Whether the key is to be told to stop: true once for a wish.</returns>
    public bool Pause(TimeSpan interval)
    {
        lock (_gate)
        {
            if (!_cancel && !_givenUp) Monitor.Wait(_gate, interval);
            bool cancel = _cancel;
            _cancel = false;
            return cancel;
        }
    }
}
