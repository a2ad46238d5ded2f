using System.Globalization;
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

    [Fact]
    public void Devices_of_an_older_server_keep_their_certificates_and_their_spent_keys()
    {
        var assembly = typeof(Migrations).Assembly;
        Scalar("CREATE TABLE SchemaVersion (Number BIGINT NOT NULL PRIMARY KEY, Name TEXT NOT NULL, AppliedOn BIGINT NOT NULL)");
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal) && string.CompareOrdinal(name, "0015") < 0).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            Scalar(reader.ReadToEnd());
            Scalar($"INSERT INTO SchemaVersion (Number, Name, AppliedOn) VALUES ({int.Parse(name[..4], CultureInfo.InvariantCulture)}, '{name}', 0)");
        }

        Scalar("INSERT INTO Device (Id, OwnerId, DisplayName, DeviceType, OsVersion, JoinType, Certificate, CertificateHash, NotAfter, TransportKey, Enabled, RegisteredOn, Version) "
            + "VALUES ('d', 'o', 'PC1', 'Linux', '12', 0, x'3000', 'hash', 5000, x'52', FALSE, 1000, 3)");
        Scalar("INSERT INTO DeviceKeyUse (KeyHash, UsedOn) VALUES ('key', 1000)");
        Assert.True(Migrations.Apply(_connection, DateTimeOffset.UnixEpoch).Succeeded);
        Assert.Equal("d|o|PC1|0|0|3", Scalar("SELECT Id || '|' || OwnerId || '|' || DisplayName || '|' || JoinType || '|' || Enabled || '|' || Version FROM Device"));
        Assert.Equal("d|hash|5000|1000", Scalar("SELECT DeviceId || '|' || Hash || '|' || NotAfter || '|' || UsedOn FROM DeviceCertificate WHERE RevokedOn IS NULL AND EndsOn IS NULL"));
        Assert.Equal(1L, Scalar("SELECT COUNT(*) FROM DeviceKeyUse WHERE KeyHash = 'key' AND DeviceId IS NULL"));
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
