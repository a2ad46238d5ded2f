using Keyway.Server.Audit;

namespace Keyway.Server.Portal.Administration.Audit;

/// <summary>The latest entries of the audit log, computed anew: what a page can promise in a moment. The whole log, and what lies before, verifies <c>keyway-server audit verify</c>.</summary>
/// <param name="From">The number of the first entry that was computed.</param>
/// <param name="To">Of the last.</param>
/// <param name="Broken">Of the first entry that is not what was written, or is missing; null when all are.</param>
internal sealed record ChainCheck(long From, long To, long? Broken)
{
    private const int Most = 10_000;
    private const int APage = 1000;

    /// <summary>Computes the latest entries, the last one first.</summary>
    public static ChainCheck Of(AuditQueries queries)
    {
        AuditEntry? after = null;
        long last = 0;
        var (count, broken) = (0, (long?)null);
        for (string? cursor = null; count < Most;)
        {
            var page = queries.Read(new AuditFilter(), cursor, APage).Value;
            foreach (var entry in page.Entries)
            {
                if (after is null)
                    last = entry.Number;
                else if (after.Number != entry.Number + 1 || !Follows(after, entry.Hash))
                    broken = after.Number;
                after = entry;
                count++;
            }

            if (page.Next is null)
            {
                if (after is not null && (after.Number != 1 || !Follows(after, AuditHead.Genesis.Hash)))
                    broken = after.Number;
                break;
            }

            cursor = page.Next;
        }

        return new ChainCheck(after?.Number ?? 0, last, broken);
    }

    private static bool Follows(AuditEntry entry, byte[] previous) => AuditHash.Of(
        previous, entry.Number, entry.Id.ToString("D"), entry.OccurredOn.ToUnixTimeMilliseconds(), entry.Activity, entry.ActorId?.ToString("D"), entry.TargetId?.ToString("D"), entry.Detail)
        .AsSpan().SequenceEqual(entry.Hash);
}
