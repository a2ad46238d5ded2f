using Keyway.SecurityKeys;
using Keyway.SecurityKeys.Nfc;

namespace Keyway.Device.Daemon.SignIns;

/// <summary>Whether there is a security key in this computer or on its reader.</summary>
/// <param name="selector"><c>auto</c>, a path under <c>/dev</c>, <c>nfc:</c> and the name of a reader, or the file of a software key.</param>
internal sealed class InsertedKey(string selector, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);

    // Each card is asked once what it is, not at each look.
    private readonly CardsOnReaders _cards = new();

    public bool IsThere
    {
        get
        {
            if (selector == SecurityKeyDevice.Automatic)
                return SecurityKeyDevices.List(_cards).TryGet(out var keys, out _) && keys.Count > 0;
            return CardSelector.IsCard(selector) ? CardsOnReaders.Laid(selector).Length > 0 : File.Exists(selector);
        }
    }

    /// <summary>What to say to the person while none is there, after a look.</summary>
    public string Wish
    {
        get
        {
            if (CardSelector.IsCard(selector))
                return "Lay your security key on the reader.";
            return _cards.HasReader ? "Insert your security key, or lay it on the reader." : "Insert your security key.";
        }
    }

    /// <summary>Waits until one is there.</summary>
    /// <returns>Whether one came in time.</returns>
    public async Task<bool> WaitAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (!IsThere)
        {
            if (time.GetElapsedTime(start) > patience)
                return false;
            await Task.Delay(Look, time, cancellationToken);
        }

        return true;
    }
}
