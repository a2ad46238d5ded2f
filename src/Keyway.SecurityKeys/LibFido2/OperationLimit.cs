using System.Diagnostics;
using Keyway.Errors;

namespace Keyway.SecurityKeys.LibFido2;

/// <summary>
/// Watches one operation of a key: when the caller cancels or the time is over it tells the key to stop, and again until the operation
/// returns, because a key ignores a cancel that comes between two commands. A port that goes on talking nevertheless is given up.
/// </summary>
internal sealed class OperationLimit : IDisposable
{
    private static readonly TimeSpan CancelInterval = TimeSpan.FromMilliseconds(200);

    // A key that answers on and on, each time within a millisecond, uses up nothing of libfido2's own limit, which counts whole ones.
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(5);

    private readonly FidoDeviceHandle _device;
    private readonly Lock _gate = new();
    private readonly CancellationTokenRegistration _registration;
    private readonly Timer _timer;
    private KeywayError? _reason;
    private bool _over;
    private long _stopped;

    public OperationLimit(FidoDeviceHandle device, TimeSpan limit, CancellationToken cancellationToken)
    {
        _device = device;
        _timer = new Timer(_ => Stop(Catalogue.SecurityKeys.TouchTimeout), null, limit, CancelInterval);
        _registration = cancellationToken.Register(() =>
        {
            Stop(Catalogue.SecurityKeys.Cancelled);
            _timer.Change(CancelInterval, CancelInterval);
        });
    }

    /// <summary>Why the operation was stopped, or null.</summary>
    public KeywayError? Reason
    {
        get
        {
            lock (_gate) return _reason;
        }
    }

    public void Dispose()
    {
        lock (_gate) _over = true;
        _registration.Dispose();
        _timer.Dispose();
    }

    private void Stop(KeywayError reason)
    {
        // Under the lock: after Dispose has returned, no cancel may hit the next operation.
        lock (_gate)
        {
            if (_over) return;
            if (_reason is null) _stopped = Stopwatch.GetTimestamp();
            else if (Stopwatch.GetElapsedTime(_stopped) > LongestStop) _device.Transport?.GiveUp();
            _reason ??= reason;
            _ = Fido.Cancel(_device);
        }
    }
}
