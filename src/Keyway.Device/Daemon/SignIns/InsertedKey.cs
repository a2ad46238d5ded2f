using Keyway.SecurityKeys;

namespace Keyway.Device.Daemon.SignIns;

/// <summary>Whether there is a security key in this computer.</summary>
/// <param name="selector"><c>auto</c>, a path under <c>/dev</c>, or the file of a software key.</param>
internal sealed class InsertedKey(string selector, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);

    public bool IsThere => selector == SecurityKeyDevice.Automatic
        ? SecurityKeyDevices.List().TryGet(out var keys, out _) && keys.Count > 0
        : File.Exists(selector);

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
