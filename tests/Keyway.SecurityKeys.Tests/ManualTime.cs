namespace Keyway.SecurityKeys.Tests;

/// <summary>A clock that a test moves; its timers ring when it passes them.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Alarm> _alarms = [];
    private TimeSpan _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (_gate) return _elapsed.Ticks;
    }

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero) + TimeSpan.FromTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        lock (_gate) _alarms.Add(alarm);
        return alarm;
    }

    public void Advance(TimeSpan by)
    {
        Alarm[] due;
        lock (_gate)
        {
            _elapsed += by;
            due = [.. _alarms.Where(alarm => alarm.Due <= _elapsed)];
        }

        foreach (Alarm alarm in due) alarm.Ring();
    }

    private sealed class Alarm(ManualTime time, Action ring) : ITimer
    {
        public TimeSpan? Due { get; private set; }

        public void Ring()
        {
            Due = null;
            ring();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime == Timeout.InfiniteTimeSpan ? null : TimeSpan.FromTicks(time.GetTimestamp()) + dueTime;
            return true;
        }

        public void Dispose()
        {
            lock (time._gate) time._alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
