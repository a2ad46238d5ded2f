using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Keyway.Server.Audit;

/// <summary>
/// The hash of an entry: SHA-256 over "keyway-audit-1", the hash of the entry before, the number, the moment, and each text, null told from empty.
/// Lengths stand before the texts, so that no two entries have the same bytes.
/// </summary>
internal static class AuditHash
{
    private const string SqlName = "keyway_audit_hash";

    /// <param name="previous">32 bytes; of the first entry, those of <see cref="AuditHead.Genesis"/>.</param>
    /// <param name="occurredOn">Milliseconds since 1970 UTC, as stored.</param>
    /// <param name="actorId">As stored.</param>
    /// <param name="targetId">As stored.</param>
    public static byte[] Of(ReadOnlySpan<byte> previous, long number, string id, long occurredOn, string activity, string? actorId, string? targetId, string detail)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("keyway-audit-1"u8);
        hash.AppendData(previous);
        Span<byte> fixedPart = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(fixedPart, number);
        BinaryPrimitives.WriteInt64BigEndian(fixedPart[8..], occurredOn);
        hash.AppendData(fixedPart);
        foreach (var text in new[] { id, activity, actorId, targetId, detail })
            Append(hash, text);
        return hash.GetHashAndReset();
    }

    /// <summary>Offers it to the SQL of one connection, for the migration that chains the entries of earlier versions.</summary>
    public static void AddTo(SqliteConnection connection) => connection.CreateFunction(
        SqlName,
        (byte[] previous, long number, string id, long occurredOn, string activity, string? actorId, string? targetId, string detail) =>
            Of(previous, number, id, occurredOn, activity, actorId, targetId, detail),
        isDeterministic: true);

    private static void Append(IncrementalHash hash, string? text)
    {
        Span<byte> length = stackalloc byte[4];
        var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        BinaryPrimitives.WriteInt32BigEndian(length, text is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
