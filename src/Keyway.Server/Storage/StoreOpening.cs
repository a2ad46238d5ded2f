using Keyway.Errors;
using Keyway.Server.Hosting;
using Microsoft.Data.Sqlite;

namespace Keyway.Server.Storage;

/// <summary>Makes or opens the data directory and the store in it.</summary>
internal static class StoreOpening
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static Result<OpenedStore> Open(ServerOptions options, TimeProvider time)
    {
        try
        {
            Directory.CreateDirectory(options.DataDirectory, OwnerOnly);
            // The key file is made after the store: a store that seals nothing yet is one whose first start was interrupted.
            var isNew = !File.Exists(options.StorePath) || new FileInfo(options.StorePath).Length == 0 || !HasSealedKeys(options.StorePath);
            var store = new Store(options.StorePath);
            using var connection = store.OpenForWriting();
            File.SetUnixFileMode(options.StorePath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            return Migrations.Apply(connection, time.GetUtcNow()).TryGet(out _, out var refusal) ? new OpenedStore(store, isNew) : refusal;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SqliteException)
        {
            return new Refusal(Catalogue.ServerConfiguration.DataDirectoryUnusable, $"{options.DataDirectory}: {failure.Message}");
        }
    }

    private static bool HasSealedKeys(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var tables = connection.CreateCommand();
        tables.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE name = 'ServerKey'";
        if ((long)tables.ExecuteScalar()! == 0)
            return false;
        using var keys = connection.CreateCommand();
        keys.CommandText = "SELECT COUNT(*) FROM ServerKey";
        return (long)keys.ExecuteScalar()! > 0;
    }
}
