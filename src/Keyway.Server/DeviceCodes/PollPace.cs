using System.Buffers.Binary;

namespace Keyway.Server.DeviceCodes;

/// <summary>
/// How often a program may ask (RFC 8628 3.5): each question that comes too early makes the interval five seconds longer for good. In memory: what a restart
/// forgets is a little patience. Only codes that exist get in here, and their number is bounded.
/// </summary>
internal sealed class PollPace(TimeProvider time)
{
    /// <summary>Seconds between two questions, as a program is told.</summary>
    public const int FirstInterval = 5;

    private const int Increase = 5;
    private const int MostKept = 20_000;

    /// <summary>A program that counts five seconds by its own clock is not early.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, (DateTimeOffset Asked, int Interval)> _paces = [];

    /// <summary>Counts a question; false when it came too early.</summary>
    public bool Keeps(byte[] codeHash)
    {
        var key = BinaryPrimitives.ReadUInt128BigEndian(codeHash);
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (!_paces.TryGetValue(key, out var pace))
            {
                ForgetOld(now);
                _paces[key] = (now, FirstInterval);
                return true;
            }

            var kept = now - pace.Asked >= TimeSpan.FromSeconds(pace.Interval) - Tolerance;
            _paces[key] = (now, kept ? pace.Interval : pace.Interval + Increase);
            return kept;
        }
    }

    private void ForgetOld(DateTimeOffset now)
    {
        if (_paces.Count < MostKept)
            return;
        foreach (var (key, pace) in _paces)
        {
            if (now - pace.Asked > DeviceRequests.Lifetime)
                _paces.Remove(key);
        }

        if (_paces.Count >= MostKept)
            _paces.Clear();
    }
}
