using Keyway.Errors;
using Keyway.Server.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Keyway.Server.Tests.Storage;

public sealed class DurableWriterTests : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("keyway-store-").FullName;
    private readonly Store _store;
    private readonly DurableWriter _writer;

    public DurableWriterTests()
    {
        _store = new Store(Path.Combine(_directory, "store.db"));
        using (var connection = _store.OpenForWriting())
        {
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE Thing (Id BIGINT NOT NULL PRIMARY KEY)";
            command.ExecuteNonQuery();
        }

        _writer = new DurableWriter(_store, NullLogger<DurableWriter>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _store.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task What_a_unit_returned_is_readable_when_its_caller_goes_on()
    {
        Assert.Equal(7, (await InsertAsync(7)).Value);
        Assert.Equal(1, Count());
    }

    [Fact]
    public async Task A_refused_unit_leaves_nothing_and_its_neighbours_stay()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 500).Select(id => WriteAsync(session =>
        {
            session.Execute("INSERT INTO Thing (Id) VALUES (@p0)", (long)id);
            return id % 3 == 0 ? Catalogue.Accounts.NotFound : id;
        })));
        Assert.Equal(333, results.Count(result => result.Succeeded));
        Assert.Equal(333, Count());
    }

    [Fact]
    public async Task A_unit_that_throws_fails_alone()
    {
        var good = InsertAsync(1);
        var bad = WriteAsync(session =>
        {
            session.Execute("INSERT INTO Thing (Id) VALUES (@p0)", 2L);
            throw new InvalidOperationException("a bug");
        });
        var duplicate = WriteAsync(session =>
        {
            session.Execute("INSERT INTO Thing (Id) VALUES (@p0)", 1L);
            return 1;
        });
        Assert.True((await good).Succeeded);
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => duplicate);
        Assert.True((await InsertAsync(3)).Succeeded);
        Assert.Equal(2, Count());
    }

    [Fact]
    public async Task Units_see_what_earlier_ones_wrote_and_none_is_lost()
    {
        await Task.WhenAll(Enumerable.Range(0, 2000).Select(_ => WriteAsync(session =>
        {
            var next = session.First("SELECT COALESCE(MAX(Id), 0) + 1 FROM Thing", row => row.GetInt64(0));
            return session.Execute("INSERT INTO Thing (Id) VALUES (@p0)", next);
        })));
        Assert.Equal(2000, Count());
    }

    [Fact]
    public async Task Queued_units_are_written_before_the_writer_is_disposed()
    {
        var writes = Enumerable.Range(0, 200).Select(id => InsertAsync(id)).ToArray();
        await _writer.DisposeAsync();
        Assert.All(await Task.WhenAll(writes), result => Assert.True(result.Succeeded));
    }

    [Fact]
    public async Task A_full_disk_refuses_and_the_writer_goes_on_when_there_is_room_again()
    {
        await WriteAsync(session => session.Execute("PRAGMA max_page_count = 4"));
        var refused = 0;
        for (var id = 0; id < 40; id++)
        {
            try
            {
                refused += (await WriteAsync(session => session.Execute("CREATE TABLE Big" + id + " (Content TEXT)"))).Succeeded ? 0 : 1;
            }
            catch (Microsoft.Data.Sqlite.SqliteException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, 40);
        await WriteAsync(session => session.Execute("PRAGMA max_page_count = 100000"));
        Assert.True((await InsertAsync(1)).Succeeded);
    }

    [Fact]
    public void A_reader_cannot_write() =>
        Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => _store.Read(session => session.Execute("DELETE FROM Thing")));

    private Task<Result<int>> InsertAsync(int id) => WriteAsync(session =>
    {
        session.Execute("INSERT INTO Thing (Id) VALUES (@p0)", (long)id);
        return id;
    });

    private Task<Result<int>> WriteAsync(Func<StoreSession, Result<int>> unit) => _writer.WriteAsync(unit, TestContext.Current.CancellationToken);

    private long Count() => _store.Read(session => session.First("SELECT COUNT(*) FROM Thing", row => row.GetInt64(0)));
}
