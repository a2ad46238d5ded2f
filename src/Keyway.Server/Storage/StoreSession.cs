using System.Data.Common;

namespace Keyway.Server.Storage;

/// <summary>
/// One open connection with its prepared statements. Statements are constants of their features, in the SQL that SQLite and PostgreSQL share.
/// Parameters are positional: <c>@p0</c>, <c>@p1</c>. Not for use by two threads at once.
/// </summary>
internal sealed class StoreSession(DbConnection connection) : IDisposable
{
    private readonly Dictionary<string, DbCommand> _prepared = [];

    internal DbConnection Connection { get; } = connection;

    /// <summary>The transaction that statements take part in; null outside a write.</summary>
    internal DbTransaction? Transaction { get; set; }

    /// <summary>Runs a statement that returns no rows.</summary>
    /// <returns>The number of rows changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<object?> arguments) => Bind(sql, arguments).ExecuteNonQuery();

    /// <summary>
    /// The same for a row that holds a secret: all that the statement frees is zeroed, pages that are given back too. Everything that writes such a row must
    /// use it, because a row that moves leaves its old place behind as it was.
    /// </summary>
    public int ExecuteErasing(string sql, params ReadOnlySpan<object?> arguments)
    {
        Pragma("PRAGMA secure_delete=ON");
        try
        {
            return Execute(sql, arguments);
        }
        finally
        {
            Pragma("PRAGMA secure_delete=FAST");
        }
    }

    /// <summary>The first row as the mapping makes it, or the default when there is none.</summary>
    public T? First<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> arguments)
    {
        using var reader = Bind(sql, arguments).ExecuteReader();
        return reader.Read() ? map(reader) : default;
    }

    /// <summary>All rows as the mapping makes them.</summary>
    public List<T> All<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> arguments)
    {
        var rows = new List<T>();
        using var reader = Bind(sql, arguments).ExecuteReader();
        while (reader.Read())
            rows.Add(map(reader));
        return rows;
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
        Connection.Dispose();
    }

    // Acts when it is prepared, and so is never kept.
    private void Pragma(string text)
    {
        using var command = Connection.CreateCommand();
        command.Transaction = Transaction;
#pragma warning disable CA2100 // One of two constants.
        command.CommandText = text;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private DbCommand Bind(string sql, ReadOnlySpan<object?> arguments)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = Connection.CreateCommand();
            // The text is a constant of the calling feature; what a stranger sent is only ever a parameter.
#pragma warning disable CA2100
            command.CommandText = sql;
#pragma warning restore CA2100
            for (var index = 0; index < arguments.Length; index++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"@p{index}";
                command.Parameters.Add(parameter);
            }

            _prepared.Add(sql, command);
        }

        command.Transaction = Transaction;
        for (var index = 0; index < arguments.Length; index++)
        {
            command.Parameters[index].Value = arguments[index] switch
            {
                null => DBNull.Value,
                Guid id => id.ToString("D"),
                DateTimeOffset moment => moment.ToUnixTimeMilliseconds(),
                var value => value,
            };
        }

        return command;
    }
}
