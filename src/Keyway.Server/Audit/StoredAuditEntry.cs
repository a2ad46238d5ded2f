using System.Data.Common;

namespace Keyway.Server.Audit;

/// <summary>An entry as its row stands in the store, whatever somebody has made of it: each column may be of any kind, or null.</summary>
/// <param name="OccurredOn">Milliseconds since 1970 UTC.</param>
internal sealed record StoredAuditEntry(long Number, object? Id, object? OccurredOn, object? Activity, object? ActorId, object? TargetId, object? Detail, object? Hash)
{
    /// <summary>What <see cref="Map"/> reads.</summary>
    public const string Columns = "Number, Id, OccurredOn, Activity, ActorId, TargetId, Detail, Hash";

    /// <summary>The moment as text; as it stands when it is none.</summary>
    public string Time => OccurredOn is long moment and > -62_135_596_800_000 and < 253_402_300_800_000
        ? DateTimeOffset.FromUnixTimeMilliseconds(moment).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture)
        : OccurredOn?.ToString() ?? "";

    public static StoredAuditEntry Map(DbDataReader row) => new(
        row.GetInt64(0), Value(row, 1), Value(row, 2), Value(row, 3), Value(row, 4), Value(row, 5), Value(row, 6), Value(row, 7));

    /// <summary>Whether the row is what was chained behind a hash.</summary>
    public bool Follows(byte[] previous) =>
        Id is string id && OccurredOn is long occurredOn && Activity is string activity && ActorId is string or null && TargetId is string or null && Detail is string detail
        && Hash is byte[] hash && AuditHash.Of(previous, Number, id, occurredOn, activity, (string?)ActorId, (string?)TargetId, detail).AsSpan().SequenceEqual(hash);

    private static object? Value(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetValue(column);
}
