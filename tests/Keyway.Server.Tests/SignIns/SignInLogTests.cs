using System.Globalization;
using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Audit;
using Keyway.Server.SignIns;
using Keyway.Server.Storage;
using Keyway.Server.Tests.DeviceCodes;
using Keyway.Server.Tests.Journeys;
using Microsoft.AspNetCore.Http;

namespace Keyway.Server.Tests.SignIns;

public sealed class SignInLogTests : IAsyncLifetime
{
    private Organisation _organisation = null!;

    private RunningServer Server => _organisation.Server;

    private SignInQueries Queries => Server.Get<SignInQueries>();

    public async ValueTask InitializeAsync() => _organisation = await Organisation.StartAsync();

    public ValueTask DisposeAsync() => _organisation.DisposeAsync();

    [Fact]
    public async Task Each_way_to_sign_in_leaves_one_row_in_its_own_write()
    {
        var alice = await _organisation.PersonAsync();
        var key = await _organisation.KeyAsync(alice);
        var device = await _organisation.DeviceAsync(key);
        (await _organisation.Client.SignInAsync(device, key)).As(ContractsJson.Default.PrtResponse);
        var rows = Queries.RecentOf(alice.Id, 10);
        Assert.Equal(
            [(SignInClient.Device, SignInMethod.SecurityKey), (SignInClient.TokenEndpoint, SignInMethod.SecurityKey), (SignInClient.TokenEndpoint, SignInMethod.TemporaryAccessPass)],
            rows.Select(row => (row.Client, row.Method)));
        Assert.All(rows, row => Assert.True(row is { Succeeded: true, UserName: "alice@contoso.corp.com", Source: { Address: "127.0.0.1" or "::1", Trace.Length: 36 } }));
        Assert.NotNull(rows[0].DeviceId);
        Assert.Equal(key.Aaguid, rows[0].Aaguid);
        Assert.Equal(Resources.DeviceRegistration, rows[1].Resource);
    }

    [Fact]
    public async Task O06_A_refused_sign_in_names_an_account_that_exists_and_never_what_was_typed()
    {
        var alice = await _organisation.PersonAsync();
        (await _organisation.Client.PassAsync("MyPassword=1+1", "wrong")).IsRefusal("KW2120");
        (await _organisation.Client.PassAsync("ALICE@contoso.corp.com", "wrong")).IsRefusal("KW2120");
        using var stranger = new TestSecurityKey();
        (await _organisation.Client.KeyAsync(stranger)).IsRefusal("KW2102");
        await Server.Get<RefusedSignIns>().FlushAsync();
        var refused = Queries.Read(new SignInFilter(Succeeded: false), null, 10).Value.Entries;
        Assert.Equal([null, "alice@contoso.corp.com", null], refused.OrderByDescending(row => row.Id).Select(row => row.UserName));
        Assert.Equal(alice.Id, Assert.Single(refused, row => row.UserId is not null).UserId);
        var stored = Server.Get<Store>().Read(session => session.All($"SELECT {SignInTable.Columns} FROM SignIn", row => string.Join('|', Enumerable.Range(0, row.FieldCount).Select(row.GetValue))));
        Assert.DoesNotContain(stored, row => row.Contains("MyPassword", StringComparison.Ordinal));
    }

    [Fact]
    public async Task O06_A_refused_gesture_with_somebodys_key_names_the_person()
    {
        var alice = await _organisation.PersonAsync();
        var key = await _organisation.KeyAsync(alice);
        var nonce = await _organisation.Client.NonceAsync();
        (await _organisation.Client.KeyAsync(nonce, key.Sign(nonce, userVerified: false))).IsRefusal("KW1057");
        await Server.Get<RefusedSignIns>().FlushAsync();
        var row = Assert.Single(Queries.Read(new SignInFilter(Error: 1057), null, 10).Value.Entries);
        Assert.Equal((alice.Id, key.Aaguid), (row.UserId, row.Aaguid));
    }

    [Fact]
    public async Task A_program_that_waits_for_its_device_code_is_no_sign_in()
    {
        var before = Queries.LastId();
        (await (await WaitingProgram.StartAsync(_organisation.Client)).PollAsync()).IsRefusal("KW26");
        await Server.Get<RefusedSignIns>().FlushAsync();
        Assert.Equal(before, Queries.LastId());
    }

    [Fact]
    public async Task O06_A_flood_of_refusals_is_counted_in_full_and_listed_in_part()
    {
        var (log, refused) = (Server.Get<SignInLog>(), Server.Get<RefusedSignIns>());
        for (var turn = 0; turn < 20_000; turn++)
            log.AppendRefused(Attempt("192.0.2.7"), SignInMethod.TemporaryAccessPass, Catalogue.AuthenticationMethods.PassRefused, ClaimedIdentity.ByName("nobody@x"));
        await refused.FlushAsync();
        Assert.Equal(100, Rows("192.0.2.7"));

        // From as many networks as there are: bounded all the same.
        for (var turn = 0; turn < 20_000; turn++)
            log.AppendRefused(Attempt($"198.{turn >> 16}.{(turn >> 8) & 255}.{turn & 255}"), SignInMethod.TemporaryAccessPass, Catalogue.AuthenticationMethods.PassRefused, null);
        await refused.FlushAsync();
        await refused.FlushAsync();
        var listed = Server.Get<Store>().Read(session => session.First("SELECT COUNT(*) FROM SignIn WHERE Error IS NOT NULL", row => row.GetInt64(0)));
        Assert.InRange(listed, 101, 5_000);
        var statistics = Queries.Statistics(Server.Clock.GetUtcNow().AddHours(-1), Server.Clock.GetUtcNow());
        Assert.Equal((40_000, 40_000 - listed), (statistics.Refused, statistics.Unlisted));

        // A person who exists is still listed.
        var alice = await _organisation.PersonAsync();
        log.AppendRefused(Attempt("203.0.113.1"), SignInMethod.TemporaryAccessPass, Catalogue.AuthenticationMethods.PassRefused, ClaimedIdentity.ByName(alice.UserName));
        await refused.FlushAsync();
        Assert.Single(Queries.RecentOf(alice.Id, 10));
    }

    [Fact]
    public async Task Pages_show_each_row_once_and_filters_hold()
    {
        var people = Enumerable.Range(0, 5).Select(_ => Guid.NewGuid()).ToArray();
        var start = Server.Clock.GetUtcNow().AddDays(1);
        await WriteAsync(Enumerable.Range(0, 250).Select(turn => new SignInEntry(
            // Many share a moment, so that a cursor of the time alone would lose some.
            start.AddMinutes(turn / 10), (SignInClient)((turn % 5) + 1), (SignInMethod)((turn % 4) + 1), new SignInSource("192.0.2.1", "x", "t"), people[turn % 5], "p",
            turn % 3 == 0 ? 2120 : null)));
        var filter = new SignInFilter(From: start);
        var seen = new List<long>();
        for (string? cursor = null; ;)
        {
            var page = Queries.Read(filter, cursor, 7).Value;
            seen.AddRange(page.Entries.Select(row => row.Id));
            Assert.True(page.Entries.Zip(page.Entries.Skip(1)).All(pair => (pair.First.OccurredOn, pair.First.Id).CompareTo((pair.Second.OccurredOn, pair.Second.Id)) > 0));
            if ((cursor = page.Next) is null)
                break;
        }

        Assert.Equal((250, 250), (seen.Count, seen.Distinct().Count()));
        All(filter with { UserId = people[2] }, row => row.UserId == people[2], 50);
        All(filter with { Succeeded = false }, row => !row.Succeeded, 84);
        All(filter with { Succeeded = true }, row => row.Succeeded, 166);
        All(filter with { Error = 2120 }, row => row.Error == 2120, 84);
        All(filter with { Method = SignInMethod.Password }, row => row.Method == SignInMethod.Password, 62);
        All(filter with { Method = SignInMethod.SecurityKey }, row => row.Method == SignInMethod.SecurityKey, 63);
        All(filter with { Client = SignInClient.Portal, Method = SignInMethod.SecurityKey }, row => row is { Client: SignInClient.Portal, Method: SignInMethod.SecurityKey }, 12);
        All(filter with { To = start.AddMinutes(4) }, row => row.OccurredOn <= start.AddMinutes(4), 50);
        Assert.Equal(10, Queries.After(seen.Max() - 10, 100).Count);
        foreach (var cursor in new[] { "", "x", "1", "1-", "-1-1", "1-1-1", new string('1', 50), "99999999999999999999-1" })
            Assert.Equal(Catalogue.Audit.CursorInvalid, Queries.Read(filter, cursor, 5).Refusal.Error);
        Assert.Equal(Queries.Statistics(start, start.AddHours(1)).Completed, Queries.Statistics(start.AddDays(-10), start.AddDays(10)).Completed - 1);
    }

    [Fact]
    public async Task Rows_go_after_their_days_and_counts_after_theirs()
    {
        await _organisation.PersonAsync();
        Server.Clock.Advance(TimeSpan.FromDays(91));
        await Server.SweepAsync();
        Assert.Empty(Queries.Read(new SignInFilter(), null, 10).Value.Entries);
        Assert.NotEqual(0, Queries.Statistics(Server.Clock.GetUtcNow().AddDays(-100), Server.Clock.GetUtcNow()).Completed);
        Server.Clock.Advance(TimeSpan.FromDays(310));
        await Server.SweepAsync();
        Assert.Empty(Queries.Statistics(DateTimeOffset.UnixEpoch, Server.Clock.GetUtcNow()).Counts);
    }

    [Fact]
    public async Task Nothing_of_a_forgotten_person_stays_but_the_count()
    {
        var alice = await _organisation.PersonAsync();
        var key = await _organisation.KeyAsync(alice);
        await _organisation.Client.KeyTokenAsync(key);
        var last = Queries.LastId();
        await Server.Get<DurableWriter>().WriteAsync<bool>(
            session =>
            {
                SignInTable.Forget(session, alice.Id);
                return true;
            },
            TestContext.Current.CancellationToken);
        Assert.Empty(Queries.RecentOf(alice.Id, 10));
        var row = Queries.After(last - 1, 1)[0];
        Assert.True(row is { UserId: null, UserName: null, CredentialId: null, Source: { Address: "", UserAgent: "" } });
    }

    [Theory]
    [InlineData("192.0.2.77", "192.0.2.0")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1::")]
    [InlineData("", "")]
    public void An_address_is_cut_to_its_network(string address, string network) => Assert.Equal(network, ShortAddress.Of(address));

    [Fact]
    public void O06_What_a_client_calls_itself_is_one_harmless_line()
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.UserAgent = "evil\r\n2026 Audit log head 1-00\u2028\u202Egnp" + new string('x', 1_000);
        var source = SignInSource.Of(http);
        Assert.True(source.UserAgent.Length <= 256);
        Assert.DoesNotContain(source.UserAgent, character => char.IsControl(character) || character is '\u2028' or '\u202E');
    }

    [Fact]
    public async Task O06_An_exported_line_is_no_formula_and_holds_one_sign_in()
    {
        await WriteAsync([new SignInEntry(
            Server.Clock.GetUtcNow(), SignInClient.Device, SignInMethod.SecurityKey, new SignInSource("192.0.2.1", "=HYPERLINK(\"http://x\",\"y\")", "t"), Guid.NewGuid(), "@SUM(1)")]);
        var csv = new StringWriter(CultureInfo.InvariantCulture);
        await Server.Get<SignInExport>().WriteAsync(csv, ExportFormat.Csv, new SignInFilter(), TestContext.Current.CancellationToken);
        Assert.Contains(",\"'@SUM(1)\",", csv.ToString(), StringComparison.Ordinal);
        Assert.Contains(",\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",", csv.ToString(), StringComparison.Ordinal);
        var json = new StringWriter(CultureInfo.InvariantCulture);
        var count = await Server.Get<SignInExport>().WriteAsync(json, ExportFormat.Json, new SignInFilter(), TestContext.Current.CancellationToken);
        using var read = System.Text.Json.JsonDocument.Parse(json.ToString());
        Assert.Equal(count, read.RootElement.GetArrayLength());
    }

    [Fact]
    public async Task Who_uses_keys_is_told_from_who_only_has_one_and_who_has_none()
    {
        var (uses, has) = (await _organisation.PersonAsync("uses"), await _organisation.PersonAsync("has"));
        await _organisation.PersonAsync("none");
        var key = await _organisation.KeyAsync(uses);
        await _organisation.KeyAsync(has);
        await _organisation.Client.KeyTokenAsync(key);
        Assert.True(Queries.KeyUsage() is { Uses: 2, Registered: 1, None: 1 });
        Assert.Equal(has.Id, Assert.Single(Queries.PeopleByKeyUsage(KeyUsageKind.Registered, null, 5).Value.People).UserId);
        Assert.Equal("none@contoso.corp.com", Assert.Single(Queries.PeopleByKeyUsage(KeyUsageKind.None, null, 5).Value.People).UserName);
        var first = Queries.PeopleByKeyUsage(KeyUsageKind.Uses, null, 1).Value;
        Assert.Equal(uses.Id, Assert.Single(Queries.PeopleByKeyUsage(KeyUsageKind.Uses, first.Next, 1).Value.People).UserId);
    }

    private static SignInAttempt Attempt(string address) => new(SignInClient.TokenEndpoint, new SignInSource(address, "", "t"));

    private long Rows(string address) =>
        Server.Get<Store>().Read(session => session.First("SELECT COUNT(*) FROM SignIn WHERE Address = @p0", row => row.GetInt64(0), address));

    private void All(SignInFilter filter, Predicate<SignInEntry> holds, int count)
    {
        var rows = Queries.Read(filter, null, 999).Value.Entries;
        Assert.Equal(count, rows.Count);
        Assert.All(rows, row => Assert.True(holds(row)));
    }

    private async Task WriteAsync(IEnumerable<SignInEntry> entries) => Assert.True((await Server.Get<DurableWriter>().WriteAsync<bool>(session =>
    {
        foreach (var entry in entries)
            Server.Get<SignInLog>().Append(session, entry);
        return true;
    })).Succeeded);
}
