using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.Provisioning;
using Keyway.Server.Accounts;
using Keyway.Server.Storage;
using Keyway.Server.Synchronization;
using Keyway.Server.Tests.Provisioning;

namespace Keyway.Server.Tests.Synchronization;

/// <summary>What domains report of their sync; a class of its own server, because one of its domains makes all of it degraded.</summary>
public sealed class SynchronizationTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    private DateTimeOffset Now => fixture.Server.Clock.GetUtcNow();

    [Fact]
    public async Task A_domain_that_stands_still_is_said_once_and_shown_until_it_reports()
    {
        var connector = await fixture.ConnectorAsync();
        var alice = await connector.CreateUserAsync("alice", 1105);
        await connector.CreateGroupAsync("group", 1201, alice);
        var state = State(await PutAsync(connector, Report() with { NextWithinSeconds = 600 }));
        Assert.Equal((1L, 1L, 0L, 0L, false, Now), (state.Users, state.Groups, state.Devices, state.DeletedUsers, state.Overdue, state.LastSuccessOn));
        Assert.Equal("ok\n", await HealthAsync());
        await SayAsync();
        Assert.Empty(Said(connector));

        // By the store: the clock is everybody's in this class.
        await ShiftAsync(connector.Domain, TimeSpan.FromMinutes(11));
        Assert.Equal("degraded\n", await HealthAsync());
        Assert.True(State(await GetAsync(connector)).Overdue);
        await SayAsync();
        await SayAsync();
        Assert.Single(Said(connector));
        Assert.Equal(["synchronization-overdue"], Activities(connector));

        // A run by hand does not bring the service back.
        Assert.True(State(await PutAsync(connector, Report())).Overdue);
        await SayAsync();
        Assert.Single(Said(connector));
        Assert.False(State(await PutAsync(connector, Report() with { NextWithinSeconds = 600, Kind = "delta" })).Overdue);
        Assert.Equal("ok\n", await HealthAsync());
        Assert.Equal(["synchronization-overdue", "synchronization-resumed"], Activities(connector));
    }

    [Fact]
    public async Task A_cycle_that_failed_or_was_guarded_is_said_and_shown_until_one_succeeds()
    {
        var connector = await fixture.ConnectorAsync();
        State(await PutAsync(connector, Report() with { NextWithinSeconds = 600 }));
        var success = Now;
        var guarded = State(await PutAsync(connector, Report() with { Outcome = "guarded", Error = "KW4130", NextWithinSeconds = 600 }));
        Assert.Equal((success, "guarded", "KW4130"), (guarded.LastSuccessOn, guarded.Last!.Outcome, guarded.Last.Error));
        await PutAsync(connector, Report() with { Outcome = "guarded", Error = "KW4130", NextWithinSeconds = 600 });
        Assert.Equal("degraded\n", await HealthAsync());
        Assert.Single(fixture.Server.Log.Lines, line => line.Contains("KW2546", StringComparison.Ordinal) && line.Contains(connector.Domain, StringComparison.Ordinal));
        await PutAsync(connector, Report() with { Outcome = "partial", Refused = 1, NextWithinSeconds = 600 });
        Assert.Equal("ok\n", await HealthAsync());
        Assert.Equal(["synchronization-resumed", "synchronization-stopped"], Activities(connector));
    }

    [Fact]
    public async Task A_service_that_was_given_up_is_forgotten_by_an_administrator_only()
    {
        var connector = await fixture.ConnectorAsync();
        await PutAsync(connector, Report() with { NextWithinSeconds = 600 });
        await ShiftAsync(connector.Domain, TimeSpan.FromMinutes(11));
        (await connector.SendAsync(HttpMethod.Delete, "/synchronization/" + connector.Domain, (byte[]?)null)).AssertRefused(HttpStatusCode.Forbidden, "KW2005");
        var administrator = await fixture.AdministratorAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await administrator.SendAsync(HttpMethod.Delete, "/synchronization/" + connector.Domain, (byte[]?)null)).Status);
        (await administrator.SendAsync(HttpMethod.Delete, "/synchronization/" + connector.Domain, (byte[]?)null)).AssertRefused(HttpStatusCode.NotFound, "KW2544");
        Assert.Equal("ok\n", await HealthAsync());
    }

    [Fact]
    public async Task O06_a_connector_reports_and_sees_its_own_domain_only()
    {
        var (own, foreign) = (await fixture.ConnectorAsync(), await fixture.ConnectorAsync());
        await foreign.CreateUserAsync("alice", 1105);
        (await PutAsync(own, Report(), foreign.Domain)).AssertRefused(HttpStatusCode.Forbidden, "KW2543");
        (await GetAsync(own, foreign.Domain)).AssertRefused(HttpStatusCode.Forbidden, "KW2543");
        (await GetAsync(own, "not a name")).AssertRefused(HttpStatusCode.NotFound, "KW2544");
        (await own.SendAsync(HttpMethod.Get, "/synchronization", (byte[]?)null)).AssertRefused(HttpStatusCode.Forbidden, "KW2005");
        (await GetAsync(own)).AssertRefused(HttpStatusCode.NotFound, "KW2544");
        var administrator = await fixture.AdministratorAsync();
        (await PutAsync(administrator, Report(), foreign.Domain)).AssertRefused(HttpStatusCode.Forbidden, "KW2005");
        var pretender = await fixture.PersonAsync(Resources.Provisioning, Role.Connector);
        (await PutAsync(pretender, Report(), foreign.Domain)).AssertRefused(HttpStatusCode.Forbidden, "KW2543");
        (await GetAsync(pretender, foreign.Domain)).AssertRefused(HttpStatusCode.Forbidden, "KW2543");

        // Synced, but nothing was ever reported: that is an answer too.
        foreach (var role in new[] { Role.GlobalAdministrator, Role.Reader, Role.HybridIdentityAdministrator })
        {
            var person = await fixture.PersonAsync(Resources.Provisioning, role);
            var state = State(await GetAsync(person, foreign.Domain.ToUpperInvariant()));
            Assert.Equal((1L, false, null), (state.Users, state.Overdue, state.Last));
            Assert.Equal(HttpStatusCode.OK, (await person.SendAsync(HttpMethod.Get, "/synchronization", (byte[]?)null)).Status);
        }
    }

    [Fact]
    public async Task An_old_or_future_report_is_refused_and_the_same_one_may_come_twice()
    {
        var connector = await fixture.ConnectorAsync();
        var report = Report() with { NextWithinSeconds = 600 };
        State(await PutAsync(connector, report));
        State(await PutAsync(connector, report));
        (await PutAsync(connector, report with { StartedOn = Now.AddHours(-2), CompletedOn = Now.AddHours(-1) })).AssertRefused(HttpStatusCode.Conflict, "KW2541");
        (await PutAsync(connector, report with { CompletedOn = Now.AddMinutes(6) })).AssertRefused(HttpStatusCode.BadRequest, "KW2542");
    }

    [Theory]
    [InlineData("kind", "\"some\"", "KW2540")]
    [InlineData("outcome", "\"well\"", "KW2540")]
    [InlineData("deleted", "-1", "KW2540")]
    [InlineData("nextWithinSeconds", "0", "KW2540")]
    [InlineData("nextWithinSeconds", "604801", "KW2540")]
    [InlineData("error", "\"KW12\\r\\nx\"", "KW2540")]
    [InlineData("error", "\"KW12345\"", "KW2540")]
    [InlineData("startedOn", "\"2030-01-01T00:00:00Z\"", "KW2540")]
    [InlineData("startedOn", "null", "KW2001")]
    [InlineData("created", "99999999999", "KW2001")]
    public async Task A_report_that_is_none_is_refused(string member, string value, string code)
    {
        var connector = await fixture.ConnectorAsync();
        var report = JsonSerializer.SerializeToNode(Report(), ContractsJson.Default.SynchronizationReport)!.AsObject();
        report[member] = JsonNode.Parse(value);
        (await connector.SendAsync(HttpMethod.Put, "/synchronization/" + connector.Domain, report.ToJsonString())).AssertRefused(HttpStatusCode.BadRequest, code);
    }

    private SynchronizationReport Report() => new("full", Now.AddSeconds(-10), Now, "succeeded", Created: 2);

    private static Task<ScimReply> PutAsync(ScimClient client, SynchronizationReport report, string? domain = null) => client.SendAsync(
        HttpMethod.Put, "/synchronization/" + (domain ?? client.Domain), JsonSerializer.Serialize(report, ContractsJson.Default.SynchronizationReport), mediaType: "application/json");

    private static Task<ScimReply> GetAsync(ScimClient client, string? domain = null) => client.SendAsync(HttpMethod.Get, "/synchronization/" + Uri.EscapeDataString(domain ?? client.Domain), (byte[]?)null);

    private static SynchronizationState State(ScimReply reply)
    {
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        return JsonSerializer.Deserialize(reply.Text, ContractsJson.Default.SynchronizationState)!;
    }

    private Task<string> HealthAsync() => fixture.Server.Http.GetStringAsync("/health", TestContext.Current.CancellationToken);

    private Task SayAsync() => fixture.Server.Get<SynchronizationReports>().SayOverdueAsync(TestContext.Current.CancellationToken);

    private IEnumerable<string> Said(ScimClient connector) =>
        fixture.Server.Log.Lines.Where(line => line.StartsWith("Warning KW2545", StringComparison.Ordinal) && line.Contains($" {connector.Domain} ", StringComparison.Ordinal));

    private List<string> Activities(ScimClient connector) => fixture.Server.Get<Store>().Read(session => session.All(
        "SELECT Activity FROM AuditEvent WHERE Activity LIKE 'synchronization-%' AND Detail LIKE @p0 ORDER BY Activity", row => row.GetString(0), $"%\"{connector.Domain}\"%"));

    private async Task ShiftAsync(string domain, TimeSpan by) => Assert.Equal(1, (await fixture.Server.Get<DurableWriter>().WriteAsync<int>(
        session => session.Execute("UPDATE Synchronization SET DueOn = DueOn - @p1 WHERE Domain = @p0", domain, (long)by.TotalMilliseconds), TestContext.Current.CancellationToken)).Value);
}
