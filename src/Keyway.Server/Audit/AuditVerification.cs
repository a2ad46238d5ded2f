using Keyway.Server.Storage;

namespace Keyway.Server.Audit;

/// <summary>
/// Walks the audit log from its first entry and checks the chain. What was changed, removed, inserted or moved shows by itself. A log that was cut at
/// its end, or made anew from some entry on, is sound in itself: only a head that was kept elsewhere tells.
/// </summary>
internal sealed class AuditVerification(Store store)
{
    private const int EntriesOfPage = 5_000;
    private const int MostListed = 20;
    private static readonly string[] Guards = ["AuditEventFollows", "AuditEventNeverChanges", "AuditEventNeverLeaves"];

    private readonly List<AuditFinding> _findings = [];
    private long _findingCount;

    /// <param name="expectedNumber">Of the head that was kept, or null.</param>
    /// <param name="expectedHash">Of the head that was kept, or null when none is asked for.</param>
    /// <param name="progress">Told the entries that were read, and those there are.</param>
    public AuditReport Run(long? expectedNumber, byte[]? expectedHash, Action<long, long> progress)
    {
        CheckGuards();
        var all = store.Read(session => session.First("SELECT COUNT(*) FROM AuditEvent", row => row.GetInt64(0)));
        var (entries, next, previous) = (0L, 1L, AuditHead.Genesis.Hash);
        StoredAuditEntry? first = null, last = null;
        // The head of an empty log is in every log.
        var found = expectedNumber is null or 0 && previous.AsSpan().SequenceEqual(expectedHash);
        foreach (var entry in Entries(long.MinValue))
        {
            CheckPlace(entry, next, previous);
            if (entry.Hash is byte[] hash)
            {
                found |= (expectedNumber is null || expectedNumber == entry.Number) && hash.AsSpan().SequenceEqual(expectedHash);
                previous = hash;
            }

            (next, first, last) = (entry.Number + 1, first ?? entry, entry);
            if (++entries % EntriesOfPage == 0)
                progress(entries, all);
        }

        return new AuditReport(
            store.Path, entries, first?.Time, last?.Time, new AuditHead(last?.Number ?? 0, previous).ToString(), expectedHash is null ? null : found,
            _findingCount == 0, _findingCount, _findings);
    }

    private void CheckPlace(StoredAuditEntry entry, long next, byte[] previous)
    {
        if (entry.Number < next)
            Add(entry.Number, "inserted before the first entry");
        else if (entry.Number > next)
            Add(next, entry.Number == next + 1 ? $"entry {next} is missing" : $"entries {next} to {entry.Number - 1} are missing");
        else if (!entry.Follows(previous))
            Add(entry.Number, next == 1 ? "entry 1 was changed or replaced" : $"entry {entry.Number}, or entry {entry.Number - 1} before it, was changed, replaced or moved");
    }

    private void CheckGuards()
    {
        var found = store.Read(session => session.All("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'AuditEvent'", row => row.GetString(0)));
        foreach (var guard in Guards.Except(found))
            Add(0, $"the store no longer refuses changes: trigger {guard} is gone");
    }

    private void Add(long number, string fault)
    {
        _findingCount++;
        if (_findings.Count < MostListed)
            _findings.Add(new AuditFinding(number, fault));
    }

    private IEnumerable<StoredAuditEntry> Entries(long after)
    {
        while (true)
        {
            var page = store.Read(session => session.All(
                $"SELECT {StoredAuditEntry.Columns} FROM AuditEvent WHERE Number > @p0 ORDER BY Number LIMIT @p1", StoredAuditEntry.Map, after, (long)EntriesOfPage));
            foreach (var entry in page)
                yield return entry;
            if (page.Count < EntriesOfPage)
                yield break;
            after = page[^1].Number;
        }
    }
}
