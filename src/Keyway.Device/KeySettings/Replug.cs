using Keyway.Errors;
using Keyway.SecurityKeys;

namespace Keyway.Device.KeySettings;

/// <summary>Waits until every key was pulled out and one is in again: a key resets only right after it got power, and no other may be hit.</summary>
/// <param name="plugged">Which keys are plugged in now.</param>
/// <param name="time">The clock of the time limit.</param>
internal sealed class Replug(Func<Result<IReadOnlyList<SecurityKeyDescription>>> plugged, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <returns>The path of the key that was plugged in, which may be another than before; or KW3030 when none was pulled out in time, KW3001
    /// when none came back, KW3002 when several did.</returns>
    public async Task<Result<string>> WaitAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var pulled = false;
        while (time.GetElapsedTime(start) < Limit)
        {
            if (!plugged().TryGet(out var keys, out var refusal))
                return refusal;
            pulled |= keys.Count == 0;
            if (pulled && keys.Count > 1)
                return Catalogue.SecurityKeys.SeveralKeys;
            if (pulled && keys.Count == 1)
                return keys[0].Path;
            await Task.Delay(Interval, time, cancellationToken);
        }

        return pulled ? Catalogue.SecurityKeys.NoKey : new Refusal(Catalogue.SecurityKeys.ResetTooLate, "the key was not unplugged");
    }
}
