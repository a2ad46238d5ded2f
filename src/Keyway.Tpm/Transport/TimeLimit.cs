namespace Keyway.Tpm.Transport;

/// <summary>How long one operation may take in all, whatever it consists of, and the caller's wish to end it earlier.</summary>
internal sealed class TimeLimit(TimeProvider time, TimeSpan limit, CancellationToken cancellation)
{
    private readonly long _start = time.GetTimestamp();

    public CancellationToken Cancellation => cancellation;

    /// <summary>What is left; zero when the time is over.</summary>
    public TimeSpan Remaining
    {
        get
        {
            var left = limit - time.GetElapsedTime(_start);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Waits; false when the time would be over before. Throws <see cref="OperationCanceledException"/> when the caller ends it.</summary>
    public bool Pause(TimeSpan duration)
    {
        cancellation.ThrowIfCancellationRequested();
        if (duration >= Remaining)
            return false;
        cancellation.WaitHandle.WaitOne(duration);
        cancellation.ThrowIfCancellationRequested();
        return true;
    }
}
