using System.Collections.Concurrent;
using Keyway.Errors;

namespace Keyway.Server.Passwords;

/// <summary>
/// Makes refusals take the same time whether the domain was asked or there is no such name. Each ends at the next half second; one that asked nobody
/// takes as long as one of the last that asked the domain, and, while the domain cannot be asked, ends as that one ended.
/// </summary>
internal sealed class RefusalPace(TimeProvider time)
{
    private const int Kept = 64;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Queue<Ending>> _endings = new(StringComparer.Ordinal);

    /// <summary>Notes how long the domain took to say no, or that it could not be asked.</summary>
    /// <param name="outage">Null when there was an answer.</param>
    public void Note(string domain, TimeSpan elapsed, Refusal? outage)
    {
        var endings = _endings.GetOrAdd(domain, _ => new Queue<Ending>(Kept));
        lock (endings)
        {
            if (endings.Count == Kept)
                endings.Dequeue();
            endings.Enqueue(new Ending(elapsed, outage, time.GetUtcNow()));
        }
    }

    /// <summary>How a check of a name that is not there shall end.</summary>
    public (TimeSpan Elapsed, Refusal? Outage) Sample(string domain)
    {
        if (!_endings.TryGetValue(domain, out var endings))
            return (TimeSpan.Zero, null);
        lock (endings)
        {
            var since = time.GetUtcNow() - Recent;
            var recent = endings.Where(ending => ending.On >= since).ToArray();
            // What failed a while ago says nothing of now.
            var candidates = recent.Length > 0 ? recent : [.. endings.Where(ending => ending.Outage is null)];
            if (candidates.Length == 0)
                return (TimeSpan.Zero, null);
            var chosen = candidates[Random.Shared.Next(candidates.Length)];
            return (chosen.Elapsed, chosen.Outage);
        }
    }

    /// <summary>Waits until a refusal may be told.</summary>
    /// <param name="start">From the time provider's timestamp.</param>
    /// <param name="atLeast">How long it shall seem to have taken.</param>
    public Task HoldAsync(long start, TimeSpan atLeast, CancellationToken cancellation)
    {
        var elapsed = time.GetElapsedTime(start);
        var shown = elapsed > atLeast ? elapsed : atLeast;
        var end = Step * (Math.Floor(shown / Step) + 1);

        // A timer counts whole milliseconds, downwards, from a clock that is one behind at most: never early, because only early would tell.
        return Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling((end - elapsed).TotalMilliseconds) + 1), time, cancellation);
    }

    private sealed record Ending(TimeSpan Elapsed, Refusal? Outage, DateTimeOffset On);
}
