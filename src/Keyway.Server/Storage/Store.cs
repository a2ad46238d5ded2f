using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Keyway.Server.Storage;

/// <summary>Where the SQLite file is and how connections to it are opened. Readers never block the writer, nor it them (write-ahead log).</summary>
internal sealed class Store(string path) : IDisposable
{
    private readonly ConcurrentBag<StoreSession> _readers = [];

    public string Path { get; } = path;

    /// <summary>For readers: the file is opened read-only, so that a stray write fails at once.</summary>
    public string ReadConnectionString { get; } = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Cache = SqliteCacheMode.Private }.ToString();

    /// <summary>Runs a few prepared reads on a kept connection. Synchronous: they come from memory in microseconds.</summary>
    public T Read<T>(Func<StoreSession, T> read)
    {
        if (!_readers.TryTake(out var session))
            session = new StoreSession(Open(ReadConnectionString));
        try
        {
            var result = read(session);
            _readers.Add(session);
            return result;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Opens a connection that may write and whose commits are on the disk when they return. What is overwritten is zeroed where that costs no write of its own. Its cache, 64 MB, holds the indexes of 100,000 people: a sync looks everywhere in them.</summary>
    public SqliteConnection OpenForWriting()
    {
        var connection = Open(new SqliteConnectionStringBuilder { DataSource = Path, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false, ForeignKeys = true }.ToString());
        using var pragma = connection.CreateCommand();
        pragma.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=FAST; PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-65536;";
        pragma.ExecuteNonQuery();
        return connection;
    }

    public void Dispose()
    {
        while (_readers.TryTake(out var session))
            session.Dispose();
        SqliteConnection.ClearAllPools();
    }

    private static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }
}
