using System.Diagnostics;
using System.Globalization;
using Keyway.Server.SignIns;
using Keyway.Server.Storage;

namespace Keyway.Server.Tests.SignIns;

/// <summary>Each filter meets an index. How long reads take is printed and not asserted: KEYWAY_MEASURE_ROWS=1000000 makes as many sign-ins, of a tenth as many people.</summary>
public sealed class SignInScaleTests
{
    private static readonly int Rows = int.TryParse(Environment.GetEnvironmentVariable("KEYWAY_MEASURE_ROWS"), CultureInfo.InvariantCulture, out var rows) ? rows : 20_000;

    public static TheoryData<string> Filters => new(Named.Keys);

    private static Dictionary<string, SignInFilter> Named { get; } = new()
    {
        ["everything"] = new SignInFilter(),
        ["one person"] = new SignInFilter(UserId: Person(17)),
        ["one computer"] = new SignInFilter(DeviceId: Person(17)),
        ["refused"] = new SignInFilter(Succeeded: false),
        ["one number"] = new SignInFilter(Error: 2057),
        ["a rare method"] = new SignInFilter(Method: SignInMethod.TemporaryAccessPass),
        ["a rare client"] = new SignInFilter(Client: SignInClient.Portal),
        ["one day"] = new SignInFilter(From: DateTimeOffset.UnixEpoch.AddDays(3), To: DateTimeOffset.UnixEpoch.AddDays(4)),
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Each_filter_meets_an_index_in_the_order_of_the_page(string name)
    {
        await using var server = await RunningServer.StartAsync();
        var (sql, arguments) = SignInQueries.Statement(Named[name], (5_000_000, 12), 51);
        var plan = string.Join('\n', server.Get<Store>().Read(session => session.All("EXPLAIN QUERY PLAN " + sql, row => row.GetString(3), arguments)));
        Assert.Contains("USING INDEX SignInBy", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_long_reads_take_is_printed()
    {
        await using var server = await RunningServer.StartAsync();
        await FillAsync(server);
        var (queries, output) = (server.Get<SignInQueries>(), TestContext.Current.TestOutputHelper!);
        foreach (var (name, filter) in Named)
            Print(name, () => queries.Read(filter, null, 50).Value.Entries.Count);
        var middle = DateTimeOffset.UnixEpoch.AddMilliseconds(Rows / 2 * 1_000L).ToUnixTimeMilliseconds();
        Print("everything, page in the middle", () => queries.Read(new SignInFilter(), string.Create(CultureInfo.InvariantCulture, $"{middle}-1"), 50).Value.Entries.Count);
        Print("after the last", () => queries.After(queries.LastId() - 10, 50).Count);
        Print("chart of a week", () => queries.Statistics(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(7)).Counts.Count);
        Print("chart of 90 days", () => queries.Statistics(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(90)).Counts.Count);
        Print("who uses keys, counted anew", () =>
        {
            server.Clock.Advance(TimeSpan.FromMinutes(2));
            return (int)queries.KeyUsage().Uses;
        });
        foreach (var kind in Enum.GetValues<KeyUsageKind>())
            Print($"people: {kind}", () => queries.PeopleByKeyUsage(kind, null, 50).Value.People.Count);
        output.WriteLine($"the store is {new FileInfo(server.Options.StorePath).Length / 1024 / 1024} MiB");

        void Print(string name, Func<int> read)
        {
            read();
            var watch = Stopwatch.StartNew();
            var found = 0;
            for (var turn = 0; turn < 5; turn++)
                found = read();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-32} {watch.Elapsed.TotalMilliseconds / 5,8:0.00} ms  {found} rows"));
        }
    }

    private static Guid Person(int number) => new(number, 0, 0, new byte[8]);

    private static async Task FillAsync(RunningServer server)
    {
        var people = Rows / 10;
        var log = server.Get<SignInLog>();
        for (var start = 0; start < Rows; start += 20_000)
        {
            var (from, to) = (start, Math.Min(Rows, start + 20_000));
            Assert.True((await server.Get<DurableWriter>().WriteAsync<bool>(session =>
            {
                for (var turn = from; turn < to; turn++)
                {
                    if (turn < people)
                        AddPerson(session, turn);
                    log.Append(session, new SignInEntry(
                        DateTimeOffset.UnixEpoch.AddSeconds(turn), turn % 1_000 == 7 ? SignInClient.Portal : SignInClient.Device,
                        turn % 1_000 == 13 ? SignInMethod.TemporaryAccessPass : SignInMethod.SecurityKey, new SignInSource("192.0.2.1", "Mozilla/5.0 (X11; Linux x86_64)", Guid.NewGuid().ToString()),
                        Person(turn % people), $"user{turn % people}@contoso.corp.com", turn % 500 == 3 ? 2057 : turn % 50 == 1 ? 1057 : null, new byte[32], Guid.Empty, Person(turn % people)));
                }

                return true;
            })).Succeeded);
        }
    }

    // A third uses a key, a third has one, a third has none.
    private static void AddPerson(StoreSession session, int number)
    {
        session.Execute(
            "INSERT INTO Account (Id, UserName, UserNameKey, DisplayName, Enabled, PasswordExpired, Privileged, CreatedOn, ModifiedOn, Version) VALUES (@p0, @p1, @p1, @p1, TRUE, FALSE, FALSE, 0, 0, 1)",
            Person(number), $"user{number}@contoso.corp.com");
        if (number % 3 > 0)
        {
            session.Execute(
                "INSERT INTO SecurityKey (CredentialId, UserId, DisplayName, PublicKey, SignCount, Aaguid, BackupEligible, BackupState, Attested, AttestationFormat, CreatedOn, LastUsedOn) "
                + "VALUES (@p0, @p1, 'key', @p2, 1, @p1, FALSE, FALSE, TRUE, 'packed', 0, @p3)",
                Person(number).ToByteArray(), Person(number), new byte[77], number % 3 == 1 ? DateTimeOffset.UtcNow.AddYears(1) : null);
        }
    }
}
