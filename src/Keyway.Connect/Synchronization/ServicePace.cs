using Keyway.Connect.CommandLine;

namespace Keyway.Connect.Synchronization;

/// <summary>How long the service waits between cycles: longer each time when a side is away, so that a hundred services do not fall upon one that comes back.</summary>
/// <param name="interval">The usual wait.</param>
internal sealed class ServicePace(TimeSpan interval)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private int _failures;

    /// <summary>After how long the next report is due at the latest, as the server is told: three waits and the time of a cycle.</summary>
    public TimeSpan Announced => (3 * interval) + TimeSpan.FromMinutes(1);

    /// <summary>How long to wait after a cycle.</summary>
    /// <param name="jitter">0 to 1.</param>
    public TimeSpan After(ExitCode outcome, double jitter)
    {
        if (outcome is not (ExitCode.Unreachable or ExitCode.Broken))
        {
            _failures = 0;
            return interval;
        }

        // Twice as long each time, and never shorter than usual.
        _failures = Math.Min(_failures + 1, 16);
        var wait = interval * Math.Pow(2, _failures - 1) * (1 + (jitter / 2));
        return wait < Longest ? wait : interval > Longest ? interval : Longest;
    }
}
