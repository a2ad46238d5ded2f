using Microsoft.Data.Sqlite;

namespace Keyway.Connect.State;

/// <summary>Runs statements on one connection; each text is prepared once.</summary>
internal sealed class StateCommands(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _prepared = [];

    public SqliteTransaction? Transaction { get; set; }

    /// <summary>Runs a statement. <c>@0</c> is the first argument.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<object?> arguments) => Bind(sql, arguments).ExecuteNonQuery();

    /// <summary>The first column of the first row, or null.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> arguments) => Bind(sql, arguments).ExecuteScalar() is { } value and not DBNull ? value : null;

    /// <summary>A whole number.</summary>
    public long Number(string sql, params ReadOnlySpan<object?> arguments) => (long)Scalar(sql, arguments)!;

    /// <summary>All rows.</summary>
    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> arguments)
    {
        using var reader = Bind(sql, arguments).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(map(reader));
        return rows;
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> arguments)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            // Every text is a constant of this folder.
#pragma warning disable CA2100
            command.CommandText = sql;
#pragma warning restore CA2100
            for (var index = 0; index < arguments.Length; index++)
                command.Parameters.Add(new SqliteParameter { ParameterName = "@" + (char)('0' + index) });
            _prepared[sql] = command;
        }

        command.Transaction = Transaction;
        for (var index = 0; index < arguments.Length; index++)
            command.Parameters[index].Value = arguments[index] ?? DBNull.Value;
        return command;
    }
}
