using System.Diagnostics;
using System.Globalization;
using Keyway.ActiveDirectory.Reading;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.IdentityServer.SignIn;
using Keyway.Connect.Secrets;
using Keyway.Connect.State;
using Keyway.Connect.Synchronization;
using Keyway.Connect.Terminal;
using Keyway.Errors;
using Keyway.Lab;
using Microsoft.Data.Sqlite;

namespace Keyway.Bench;

/// <summary>The real engine of <c>keyway-connect sync</c> with its state on disk, against a real server; the directory is made.</summary>
internal static class SyncBenchmark
{
    private const int Repetitions = 21;

    public static async Task<int> RunAsync(int objects)
    {
        var people = objects * 49 / 50;
        var large = Math.Min(50_000, people - Repetitions);
        var directory = new MadeDirectory(people, large);
        await using var server = await BenchServer.StartAsync();
        var credential = await BenchTenant.RegisterConnectorAsync(server);
        var identity = new ConnectorIdentity(credential.ClientId, credential.DisplayName, credential.DomainDnsName);
        var access = new ServerAccess(ServerAddress.Parse(server.Client.BaseAddress!.AbsoluteUri).Value, server.Authority, new SecretSignIn(identity, credential.ClientSecret!));
        using var session = (await ServerSession.OpenAsync(access, new StepLog(null, TimeProvider.System), TimeProvider.System, CancellationToken.None)).Value;
        var api = new ScimApi(session);
        var limits = (await api.ReadLimitsAsync(CancellationToken.None)).Value;
        var folder = Directory.CreateDirectory(Path.Combine("/var/tmp", "keyway-bench-sync-" + Environment.ProcessId)).FullName;
        try
        {
            var commits = Commits(folder);
            var (cpuBefore, ownBefore, watch) = (server.ProcessorTime, Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
            var first = await CycleAsync(directory.ReadAllAsync);
            var (elapsed, cpu, own) = (watch.Elapsed, server.ProcessorTime - cpuBefore, Environment.CpuUsage.TotalTime - ownBefore);
            var made = first.Made(SyncAction.Create);
            var (now, peak) = server.Memory();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
                the directory is made: {people:N0} people, {directory.Groups:N0} groups, {large:N0} people in one of them

                first import                  {made:N0} objects and {first.MembersAdded:N0} memberships in {elapsed.TotalSeconds:0.0} s, {first.Requests} requests
                objects/s                     {made / elapsed.TotalSeconds:N0} on {Environment.ProcessorCount} cores that both sides share
                beside durable rows/s         {made / elapsed.TotalSeconds / commits:0.00} ({commits:N0} by SQLite in this run, one row a commit)
                processor time an object      {cpu.TotalMicroseconds / made:N0} µs at the server, {own.TotalMicroseconds / made:N0} µs here
                server memory                 {now:0} MiB now, {peak:0} MiB peak
                """));

            var empty = await MeasureAsync(_ => new DirectoryChangePage([], [], [], [], null, new byte[8], false));
            var person = await MeasureAsync(round => new DirectoryChangePage([MadeDirectory.Person(2000 + round, $"Renamed {round}")], [], [], [], null, new byte[8], false));
            var member = await MeasureAsync(round => new DirectoryChangePage([], [MadeDirectory.LargeGroup(false, [2000 + large + round], [2000 + round])], [], [], null, new byte[8], false));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
                a cycle without changes       {empty.Milliseconds:0.0} ms
                one person changed            {person.Milliseconds:0.0} ms, {person.Bytes:N0} bytes sent
                one of {large:N0} in, one out  {member.Milliseconds:0.0} ms, {member.Bytes:N0} bytes sent
                floor                         {1000 / commits:0.0} ms for one durable row; a cycle that writes commits three to five times on two disks
                """));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        async Task<SyncTally> CycleAsync(Func<ReadOnlyMemory<byte>?, CancellationToken, IAsyncEnumerable<Result<DirectoryChangePage>>> read)
        {
            using var held = StateFolder.Hold(Path.Combine(folder, "state")).Value;
            using var state = held.Open(new StateBinding(access.Address.ToString(), Guid.Empty, Domain.DnsName, "")).Value;
            var tally = await new SyncCycle(
                api, limits, state, Domain.DnsName, new PagePipeline(read, new DirectoryObjects(MadeDirectory.Facts)), SyncScope.All,
                _ => throw new InvalidOperationException("The scope has no group."), new DeletionGuard(null, null), _ => { }, TimeProvider.System).RunAsync(null, CancellationToken.None);
            return tally.Stopped is null && tally.Refused.Count == 0 ? tally : throw new InvalidOperationException($"{tally.Stopped} {string.Join("; ", tally.Refused.Take(3))}");
        }

        // The state opened, the page written, the state closed: what a cycle costs beside its sign-ins.
        async Task<(double Milliseconds, long Bytes)> MeasureAsync(Func<int, DirectoryChangePage> page)
        {
            var times = new List<double>();
            long bytes = 0;
            for (var round = 0; round < Repetitions; round++)
            {
                var change = page(round);
                var watch = Stopwatch.StartNew();
                bytes = (await CycleAsync((_, _) => MadeDirectory.PageAsync(change))).Bytes;
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            times.Sort();
            return (times[Repetitions / 2], bytes);
        }
    }

    // The floor: one row a commit, each on the disk.
    private static double Commits(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "floor.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE Row(Value BLOB)";
        command.ExecuteNonQuery();
        command.CommandText = "INSERT INTO Row(Value) VALUES(randomblob(100))";
        var (watch, rows) = (Stopwatch.StartNew(), 0);
        for (; watch.Elapsed < TimeSpan.FromSeconds(2); rows++)
            command.ExecuteNonQuery();
        return rows / watch.Elapsed.TotalSeconds;
    }
}
