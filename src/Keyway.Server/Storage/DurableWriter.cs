using System.Threading.Channels;
using Keyway.Errors;
using Microsoft.Data.Sqlite;

namespace Keyway.Server.Storage;

/// <summary>
/// The only writer of the store. Units of work wait in a queue; one thread runs all that wait as one transaction, each behind its own savepoint,
/// and commits once (one flush of the disk for many requests). A caller goes on only when its unit is durable.
/// A unit that returns a refusal or throws is rolled back alone; when the commit itself fails, every unit of the batch fails.
/// Units run on the writer's thread: they are short, synchronous, and touch nothing but the store.
/// </summary>
internal sealed partial class DurableWriter : IAsyncDisposable
{
    private const int LargestBatch = 512;
    private const int LongestQueue = 16 * 1024;

    private readonly Channel<WriteUnit> _queue = Channel.CreateBounded<WriteUnit>(new BoundedChannelOptions(LongestQueue) { SingleReader = true });
    private readonly StoreSession _session;
    private readonly ILogger<DurableWriter> _log;
    private readonly Task _loop;
    private volatile bool _forgets;

    public DurableWriter(Store store, ILogger<DurableWriter> log)
    {
        var connection = store.OpenForWriting();
        _session = new StoreSession(connection);
        _log = log;
        _loop = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Runs a unit. Once queued it runs to its end, whatever happens to the request.</summary>
    /// <returns>What the unit returned, after it is on the disk; its refusal; or <see cref="Catalogue.Accounts.StoreUnavailable"/>.</returns>
    public async Task<Result<T>> WriteAsync<T>(Func<StoreSession, Result<T>> unit, CancellationToken cancellation = default)
        where T : notnull
    {
        cancellation.ThrowIfCancellationRequested();
        var write = new WriteUnit<T>(unit);
        // A full queue means that the disk has fallen behind by seconds: to refuse now is kinder than to answer too late.
        return _queue.Writer.TryWrite(write) ? await write.Completion : Catalogue.Accounts.StoreUnavailable;
    }

    /// <summary>
    /// Empties the write-ahead log behind the next commit, because it still holds the pages as they were: for a write that replaced a secret.
    /// While a reader stands in the way, the commits after it try again.
    /// </summary>
    public void ForgetDeletedContent()
    {
        _forgets = true;
        _queue.Writer.TryWrite(new WriteUnit<bool>(_ => true));
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        _session.Dispose();
    }

    private void Run()
    {
        var batch = new List<WriteUnit>(LargestBatch);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < LargestBatch && _queue.Reader.TryRead(out var unit))
                batch.Add(unit);
            Commit(batch);
            batch.Clear();
            if (_forgets)
                _forgets = !EmptyLog();
        }
    }

    private bool EmptyLog()
    {
        try
        {
            return !_session.First("PRAGMA wal_checkpoint(TRUNCATE)", row => row.GetBoolean(0));
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private void Commit(List<WriteUnit> batch)
    {
#pragma warning disable CA1031 // The writer must outlive whatever a disk does to one batch.
        try
        {
            // "Immediate": the lock is taken now, so that no unit finds the store changed under it.
            using var transaction = ((SqliteConnection)_session.Connection).BeginTransaction(deferred: false);
            _session.Transaction = transaction;
            foreach (var unit in batch)
            {
                _session.Execute("SAVEPOINT unit");
                if (!unit.Run(_session))
                    _session.Execute("ROLLBACK TO unit");
                _session.Execute("RELEASE unit");
            }

            transaction.Commit();
        }
        catch (Exception failure)
        {
            LogCommitFailed(failure, batch.Count);
            foreach (var unit in batch)
                unit.Lose();
        }
        finally
        {
            _session.Transaction = null;
        }
#pragma warning restore CA1031

        foreach (var unit in batch)
            unit.Complete();
    }

    [LoggerMessage(2009, LogLevel.Error, "KW2009 The store refused a commit of {Units} units of work")]
    private partial void LogCommitFailed(Exception failure, int units);
}
