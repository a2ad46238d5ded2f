using System.Globalization;
using Keyway.Server.Audit;
using Keyway.Server.Storage;
using Microsoft.Data.Sqlite;

namespace Keyway.Server.Tests.Audit;

/// <summary>O06: whoever changes the store behind the server's back is found out.</summary>
public sealed class AuditChainTests : IAsyncLifetime
{
    private const string Unguard = "DROP TRIGGER AuditEventNeverChanges; DROP TRIGGER AuditEventNeverLeaves; DROP TRIGGER AuditEventFollows;";
    private const string Guard = """
        CREATE TRIGGER AuditEventNeverChanges BEFORE UPDATE ON AuditEvent BEGIN SELECT RAISE(ABORT, 'x'); END;
        CREATE TRIGGER AuditEventNeverLeaves BEFORE DELETE ON AuditEvent BEGIN SELECT RAISE(ABORT, 'x'); END;
        CREATE TRIGGER AuditEventFollows BEFORE INSERT ON AuditEvent BEGIN SELECT RAISE(ABORT, 'x'); END;
        """;

    private RunningServer _server = null!;

    private Store Store => _server.Get<Store>();

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync();
        for (var turn = 0; turn < 10; turn++)
            await AppendAsync("made-up", ("turn", turn.ToString(CultureInfo.InvariantCulture)));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public void A_log_that_nobody_touched_is_intact_and_its_head_is_the_last_entry()
    {
        var report = Verify();
        Assert.True(report.Intact, string.Join('\n', report.Findings));
        Assert.True(report.Entries > 10);
        Assert.Equal(_server.Get<AuditQueries>().Head().ToString(), report.Head);
        Assert.StartsWith(report.Entries.ToString(CultureInfo.InvariantCulture) + "-", report.Head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE AuditEvent SET Detail = '{}' WHERE Number = 5")]
    [InlineData("DELETE FROM AuditEvent WHERE Number = 5")]
    [InlineData("DELETE FROM AuditEvent")]
    [InlineData("INSERT OR REPLACE INTO AuditEvent SELECT Number, Id, OccurredOn, Activity, ActorId, TargetId, '{}', Hash FROM AuditEvent WHERE Number = 5")]
    [InlineData("INSERT INTO AuditEvent SELECT Number + 1000, Id, OccurredOn, Activity, ActorId, TargetId, Detail, Hash FROM AuditEvent WHERE Number = 5")]
    [InlineData("INSERT INTO AuditEvent SELECT -1, Id, OccurredOn, Activity, ActorId, TargetId, Detail, Hash FROM AuditEvent WHERE Number = 5")]
    public void O06_The_store_refuses_to_change_the_log(string sql)
    {
        Assert.Throws<SqliteException>(() => Execute(sql));
        Assert.True(Verify().Intact);
    }

    [Theory]
    [InlineData("UPDATE AuditEvent SET Detail = '{}' WHERE Number = 5", 5)]
    [InlineData("UPDATE AuditEvent SET ActorId = 'x' WHERE Number = 5", 5)]
    [InlineData("UPDATE AuditEvent SET TargetId = '' WHERE Number = 5", 5)]
    [InlineData("UPDATE AuditEvent SET OccurredOn = OccurredOn + 1 WHERE Number = 1", 1)]
    [InlineData("UPDATE AuditEvent SET OccurredOn = 'never' WHERE Number = 5", 5)]
    [InlineData("UPDATE AuditEvent SET Activity = x'00' WHERE Number = 5", 5)]
    [InlineData("UPDATE AuditEvent SET Hash = zeroblob(32) WHERE Number = 5", 5)]
    [InlineData("UPDATE AuditEvent SET Hash = 'text' WHERE Number = 5", 5)]
    [InlineData("DELETE FROM AuditEvent WHERE Number = 5", 5)]
    [InlineData("DELETE FROM AuditEvent WHERE Number < 4", 1)]
    [InlineData("DELETE FROM AuditEvent WHERE Number = 5; UPDATE AuditEvent SET Number = Number - 1 WHERE Number > 5", 5)]
    [InlineData("UPDATE AuditEvent SET Number = 1000 WHERE Number = 5; UPDATE AuditEvent SET Number = 5 WHERE Number = 6; UPDATE AuditEvent SET Number = 6 WHERE Number = 1000", 5)]
    [InlineData("INSERT INTO AuditEvent SELECT 0, Id, OccurredOn, Activity, ActorId, TargetId, Detail, Hash FROM AuditEvent WHERE Number = 5", 0)]
    [InlineData("UPDATE AuditEvent SET Number = Number + 100 WHERE Number > 7; UPDATE AuditEvent SET Number = Number - 99 WHERE Number > 7; INSERT INTO AuditEvent SELECT 8, Id, OccurredOn, Activity, ActorId, TargetId, Detail, Hash FROM AuditEvent WHERE Number = 5", 8)]
    public void O06_What_was_changed_removed_inserted_or_moved_is_found(string sql, long number)
    {
        Execute(Unguard + sql + ";" + Guard);
        var report = Verify();
        Assert.False(report.Intact);
        Assert.Equal(number, report.Findings[0].Number);
    }

    [Fact]
    public void O06_An_entry_whose_hash_was_made_to_fit_breaks_the_one_after_it()
    {
        Execute(Unguard + "UPDATE AuditEvent SET Detail = '{}', Hash = keyway_audit_hash((SELECT p.Hash FROM AuditEvent p WHERE p.Number = 4), 5, Id, OccurredOn, Activity, ActorId, TargetId, '{}') WHERE Number = 5;" + Guard);
        Assert.Equal(6, Assert.Single(Verify().Findings).Number);
    }

    [Fact]
    public void O06_A_cut_tail_is_found_by_a_head_that_was_noted_down()
    {
        var head = _server.Get<AuditQueries>().Head();
        Execute(Unguard + $"DELETE FROM AuditEvent WHERE Number > {head.Number - 3};" + Guard);
        var report = Verify(head);
        Assert.True(report.Intact);
        Assert.False(report.ExpectedFound);
    }

    [Fact]
    public async Task A_head_that_was_noted_down_is_still_there_after_the_log_has_grown()
    {
        var head = _server.Get<AuditQueries>().Head();
        await AppendAsync("made-up");
        Assert.True(Verify(head).ExpectedFound);
        Assert.True(Verify(head with { Number = 0 }).ExpectedFound is false);
    }

    [Fact]
    public void O06_A_store_whose_guards_were_taken_away_is_found()
    {
        Execute(Unguard);
        Assert.Equal(3, Verify().FindingCount);
    }

    [Fact]
    public async Task A_unit_that_is_rolled_back_leaves_no_gap()
    {
        var (writer, audit) = (_server.Get<DurableWriter>(), _server.Get<AuditLog>());
        await Task.WhenAll(Enumerable.Range(0, 200).Select(turn => Task.Run(async () => await writer.WriteAsync<bool>(session =>
        {
            audit.Append(session, "crossing", null, null, ("turn", turn.ToString(CultureInfo.InvariantCulture)));
            return turn % 3 == 0 ? Keyway.Errors.Catalogue.Accounts.Forbidden : true;
        }))));
        var report = Verify();
        Assert.True(report.Intact, string.Join('\n', report.Findings));
        Assert.Equal(133, _server.Get<AuditQueries>().Read(new AuditFilter(Activity: "crossing"), null, 999).Value.Entries.Count);
    }

    [Fact]
    public void What_an_earlier_version_wrote_is_chained_by_the_migration()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        AuditHash.AddTo(connection);
        var assembly = typeof(Migrations).Assembly;
        Run(connection, Text("0005_audit.sql"));
        for (var turn = 0; turn < 300; turn++)
            Run(connection, $"INSERT INTO AuditEvent VALUES ('{turn:D4}', {turn}, 'old', {(turn % 2 == 0 ? "NULL" : "'a'")}, NULL, '{{}}')");
        Run(connection, Text("0031_audit_chain.sql"));
        var previous = new byte[32];
        using var rows = connection.CreateCommand();
        rows.CommandText = $"SELECT {StoredAuditEntry.Columns} FROM AuditEvent ORDER BY Number";
        using var reader = rows.ExecuteReader();
        var count = 0;
        while (reader.Read())
        {
            var entry = StoredAuditEntry.Map(reader);
            Assert.Equal((++count, $"{count - 1:D4}"), (entry.Number, entry.Id));
            Assert.True(entry.Follows(previous));
            previous = (byte[])entry.Hash!;
        }

        Assert.Equal(300, count);

        string Text(string name)
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return text.ReadToEnd();
        }
    }

    [Fact]
    public async Task Where_the_log_ends_is_told_to_the_programs_log()
    {
        var head = _server.Get<AuditQueries>().Head();
        await _server.RestartAsync();
        Assert.Contains(_server.Log.Lines, line => line.Contains($"Audit log head {head}", StringComparison.Ordinal));
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this test.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private void Execute(string sql)
    {
        using var connection = Store.OpenForWriting();
        AuditHash.AddTo(connection);
        Run(connection, sql);
    }

    private AuditReport Verify(AuditHead? expected = null) => new AuditVerification(Store).Run(expected?.Number, expected?.Hash, (_, _) => { });

    private async Task AppendAsync(string activity, params (string Name, string Value)[] detail) => await _server.Get<DurableWriter>().WriteAsync<bool>(session =>
    {
        _server.Get<AuditLog>().Append(session, activity, Guid.NewGuid(), null, detail);
        return true;
    });
}
