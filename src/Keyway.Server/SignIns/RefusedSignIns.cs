using Keyway.Server.Storage;

namespace Keyway.Server.SignIns;

/// <summary>
/// Refused sign-ins on their way to the store. They are written in groups; each is counted, but only so many get a row that a stranger who is
/// refused all day cannot fill the disk: of each network a burst of 100 and then one each 10 seconds, of all together a burst of 5,000 and then one
/// a second. Those that name an existing account draw on a bucket of their own, so that guesses at names that nobody has do not hide them.
/// </summary>
internal sealed class RefusedSignIns(DurableWriter writer, TimeProvider time)
{
    /// <summary>What a day of refusals can add beyond the bursts: 86,400 rows of each of the two kinds.</summary>
    private const int BurstOfAll = 5_000;
    private const int BurstOfNetwork = 100;

    /// <summary>Of a group that waits for the disk; the rate leaves it far from full.</summary>
    private const int MostWaiting = 10_000;

    private readonly Lock _lock = new();
    private readonly RateBudget _named = new(BurstOfAll, TimeSpan.FromSeconds(1));
    private readonly RateBudget _unnamed = new(BurstOfAll, TimeSpan.FromSeconds(1));
    private readonly NetworkBudgets _networks = new(BurstOfNetwork, TimeSpan.FromSeconds(10));
    private Dictionary<SignInCount, (long Count, long Unlisted)> _counts = [];
    private List<SignInEntry> _rows = [];

    /// <summary>Takes one in.</summary>
    public void Add(SignInEntry entry)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            var listed = _rows.Count < MostWaiting && _networks.Of(entry.Source.Address, now).TryTake(now) && (entry.UserId is null ? _unnamed : _named).TryTake(now);
            if (listed)
                _rows.Add(entry);
            Count(Kind(entry), 1, listed ? 0 : 1);
        }
    }

    /// <summary>Writes what waits. When the store refuses, the counts wait for the next time, and the rows are counted as unlisted.</summary>
    public async Task FlushAsync()
    {
        List<SignInEntry> rows;
        Dictionary<SignInCount, (long Count, long Unlisted)> counts;
        lock (_lock)
        {
            if (_counts.Count == 0)
                return;
            (rows, _rows) = (_rows, []);
            (counts, _counts) = (_counts, []);
        }

        var written = await writer.WriteAsync<bool>(session =>
        {
            foreach (var row in rows)
                SignInTable.Insert(session, row);
            foreach (var (kind, (count, unlisted)) in counts)
                SignInTable.Count(session, kind with { Count = count, Unlisted = unlisted });
            return true;
        });
        if (written.Succeeded)
            return;
        lock (_lock)
        {
            foreach (var (kind, (count, unlisted)) in counts)
                Count(kind, count, unlisted);
            foreach (var row in rows)
                Count(Kind(row), 0, 1);
        }
    }

    private void Count(SignInCount kind, long count, long unlisted)
    {
        var before = _counts.GetValueOrDefault(kind);
        _counts[kind] = (before.Count + count, before.Unlisted + unlisted);
    }

    // As many as there are hours, clients, methods and numbers: nothing that a stranger chooses.
    private static SignInCount Kind(SignInEntry entry) => new(
        new DateTimeOffset(entry.OccurredOn.Ticks - (entry.OccurredOn.Ticks % TimeSpan.TicksPerHour), TimeSpan.Zero), entry.Client, entry.Method, entry.Error, null, 0, 0);
}
