using System.Globalization;
using Keyway.Server.Storage;

namespace Keyway.Server.Audit;

/// <summary>Writes the audit log out, the oldest entry first, as its rows stand: whoever has the text and this program's documentation can check the chain again.</summary>
internal sealed class AuditExport(Store store)
{
    private const int EntriesOfPage = 1_000;

    /// <param name="from">The earliest moment, itself included.</param>
    /// <param name="to">The latest moment, itself included.</param>
    /// <param name="progress">Told the entries that were written.</param>
    /// <returns>How many entries.</returns>
    public async Task<long> WriteAsync(
        TextWriter output, ExportFormat format, DateTimeOffset? from, DateTimeOffset? to, Action<long> progress, CancellationToken cancellation)
    {
        var json = new JsonLines(output);
        if (format == ExportFormat.Csv)
            await output.WriteAsync(CsvText.Line("number", "id", "time", "activity", "actorId", "targetId", "detail", "hash"));
        var (written, after) = (0L, long.MinValue);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var page = store.Read(session => session.All(
                $"SELECT {StoredAuditEntry.Columns} FROM AuditEvent WHERE Number > @p0 AND (@p1 IS NULL OR OccurredOn >= @p1) AND (@p2 IS NULL OR OccurredOn <= @p2) ORDER BY Number LIMIT @p3",
                StoredAuditEntry.Map, after, from, to, (long)EntriesOfPage));
            foreach (var entry in page)
                await WriteAsync(output, format, json, entry);
            written += page.Count;
            progress(written);
            if (page.Count < EntriesOfPage)
                break;
            after = page[^1].Number;
        }

        if (format == ExportFormat.Json)
            await json.EndAsync();
        return written;
    }

    private static Task WriteAsync(TextWriter output, ExportFormat format, JsonLines json, StoredAuditEntry entry)
    {
        var hash = entry.Hash is byte[] bytes ? Convert.ToHexStringLower(bytes) : entry.Hash?.ToString();
        return format == ExportFormat.Json
            ? json.AddAsync(
                ("number", entry.Number), ("id", entry.Id), ("time", entry.Time), ("activity", entry.Activity), ("actorId", entry.ActorId), ("targetId", entry.TargetId),
                ("detail", entry.Detail), ("hash", hash))
            : output.WriteAsync(CsvText.Line(
                entry.Number.ToString(CultureInfo.InvariantCulture), entry.Id?.ToString(), entry.Time, entry.Activity?.ToString(), entry.ActorId?.ToString(),
                entry.TargetId?.ToString(), entry.Detail?.ToString(), hash));
    }
}
