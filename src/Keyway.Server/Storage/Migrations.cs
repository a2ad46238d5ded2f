using System.Globalization;
using System.Reflection;
using Keyway.Errors;
using Keyway.Server.Audit;
using Microsoft.Data.Sqlite;

namespace Keyway.Server.Storage;

/// <summary>
/// Brings the store's tables up to this version: every embedded <c>NNNN_name.sql</c> that is not yet in SchemaVersion runs in the order of its
/// number, each with its entry in one transaction. A file that has been released is never edited.
/// </summary>
internal static class Migrations
{
    /// <summary>Applies what is missing.</summary>
    /// <returns>How many files ran.</returns>
    public static Result<int> Apply(SqliteConnection connection, DateTimeOffset now)
    {
        AuditHash.AddTo(connection);
        Execute(connection, null, "CREATE TABLE IF NOT EXISTS SchemaVersion (Number BIGINT NOT NULL PRIMARY KEY, Name TEXT NOT NULL, AppliedOn BIGINT NOT NULL)");
        var applied = Applied(connection);
        var known = Embedded();
        if (applied.Except(known.Select(file => file.Number)).Any())
            return Catalogue.ServerConfiguration.SchemaNewer;

        var count = 0;
        foreach (var (number, name) in known.Where(file => !applied.Contains(file.Number)))
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            Execute(connection, transaction, Text(name));
            using var entry = connection.CreateCommand();
            entry.Transaction = transaction;
            entry.CommandText = "INSERT INTO SchemaVersion (Number, Name, AppliedOn) VALUES (@number, @name, @on)";
            entry.Parameters.AddWithValue("@number", number);
            entry.Parameters.AddWithValue("@name", name);
            entry.Parameters.AddWithValue("@on", now.ToUnixTimeMilliseconds());
            entry.ExecuteNonQuery();
            transaction.Commit();
            count++;
        }

        return count;
    }

    private static List<(long Number, string Name)> Embedded() =>
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => (long.Parse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture), name))
            .OrderBy(file => file.Item1)];

    private static string Text(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static HashSet<long> Applied(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Number FROM SchemaVersion";
        using var reader = command.ExecuteReader();
        var numbers = new HashSet<long>();
        while (reader.Read())
            numbers.Add(reader.GetInt64(0));
        return numbers;
    }

    private static void Execute(SqliteConnection connection, SqliteTransaction? transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // The text is a file of this assembly.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
