using Keyway.Errors;
using Keyway.Server.Storage;
using Microsoft.Data.Sqlite;

namespace Keyway.Server.Tests.Storage;

public sealed class MigrationsTests : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public MigrationsTests() => _connection.Open();

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void A_new_store_gets_every_table_and_an_up_to_date_one_nothing()
    {
        Assert.True(Migrations.Apply(_connection, DateTimeOffset.UnixEpoch).Value >= 5);
        Assert.Equal(0, Migrations.Apply(_connection, DateTimeOffset.UnixEpoch).Value);
        Assert.Equal(0L, Scalar("SELECT COUNT(*) FROM SpentNonce"));
    }

    [Fact]
    public void A_store_of_a_newer_version_is_left_alone()
    {
        Migrations.Apply(_connection, DateTimeOffset.UnixEpoch);
        Scalar("INSERT INTO SchemaVersion (Number, Name, AppliedOn) VALUES (9999, 'future', 0)");
        Assert.Equal(Catalogue.ServerConfiguration.SchemaNewer, Migrations.Apply(_connection, DateTimeOffset.UnixEpoch).Refusal.Error);
    }

    private object? Scalar(string sql)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this test.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
