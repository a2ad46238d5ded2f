using System.Data.Common;

namespace Keyway.Server.Storage;

/// <summary>Reads the column kinds of the store from a row: the inverse of what <see cref="StoreSession"/> binds.</summary>
internal static class StoreColumns
{
    public static Guid Id(this DbDataReader row, int column) => Guid.ParseExact(row.GetString(column), "D");

    public static DateTimeOffset Moment(this DbDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    public static DateTimeOffset? MomentOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.Moment(column);

    public static string? TextOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static byte[] Bytes(this DbDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    public static byte[]? BytesOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.Bytes(column);
}
