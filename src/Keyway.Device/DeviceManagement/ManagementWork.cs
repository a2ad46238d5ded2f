using System.Security.Cryptography;
using Keyway.Device.Daemon;
using Keyway.Device.State;
using Keyway.Device.Terminal;

namespace Keyway.Device.DeviceManagement;

/// <summary>keywayd's sessions with device management: at its start, every eight hours, and after a sign-in when the last one is older than an hour.</summary>
internal sealed class ManagementWork(DeviceFolder folder, Action<string> log, TimeProvider time) : IDaemonWork
{
    internal static readonly TimeSpan Interval = TimeSpan.FromHours(8);
    internal static readonly TimeSpan FreshAtSignIn = TimeSpan.FromHours(1);
    internal static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    private string? _lastFailure;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var first = true; !cancellationToken.IsCancellationRequested; first = false)
        {
            try
            {
                // In front of the work, so that what fails at once is not tried at once.
                if (!first)
                    await Task.Delay(Look, time, cancellationToken);
                if (first || IsDue())
                    await SessionAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
            {
                // Signing in goes on without device management.
                log($"device management: {failure.Message}");
            }
        }
    }

    /// <summary>Whether it is time, by what stands in the state: a session by hand counts too.</summary>
    internal bool IsDue()
    {
        var state = new DeviceState(folder);
        if (!state.ReadDescription().TryGet(out var device, out _))
            return false;
        var now = time.GetUtcNow();
        var record = new ManagementRecords(folder).Read(device.DeviceId);
        // A clock that was set back must not silence it for days.
        if (record.LastTry is not { } tried || tried > now)
            return true;
        if (record.Error is not null || record.LastSession is not { } session)
            return now - tried >= AfterFailure;
        if (now - session >= Interval)
            return true;
        return now - session >= FreshAtSignIn && state.ReadLastSignIn(device.DeviceId) is { } signIn && signIn.At > session;
    }

    private async Task SessionAsync(CancellationToken cancellationToken)
    {
        if (!new DeviceState(folder).ReadDescription().Succeeded)
            return;
        var outcome = await new ManagementJourney(folder, new JourneyReport(screen: null), time).RunAsync(cancellationToken);
        if (outcome.TryGet(out var done, out var refusal))
        {
            _lastFailure = null;
            if (done.Changed || done.Refused.Count > 0)
                log($"device management: {(done.Changed ? "settings changed" : "nothing changed")}{string.Concat(done.Refused.Select(refused => $"; refused {Shown.Line(refused.Target)} with {refused.Status}"))}");
        }
        else if (refusal.Code != _lastFailure)
        {
            // Once for each reason, not every quarter of an hour.
            _lastFailure = refusal.Code;
            log($"device management: {refusal}");
        }
    }
}
