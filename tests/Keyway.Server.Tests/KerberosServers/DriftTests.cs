using System.Net;
using System.Text;
using Keyway.Contracts.KerberosServers;
using Keyway.Contracts.OAuth;
using Keyway.Server.Accounts;
using Keyway.Server.KerberosServers;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Provisioning;

namespace Keyway.Server.Tests.KerberosServers;

/// <summary>K06: what changed behind the server's back in the domain stops it, at once and visibly.</summary>
public sealed class DriftTests : IAsyncLifetime
{
    private readonly DirectoryFixture _fixture = new();
    private readonly byte[] _sessionKey = new byte[32];
    private ScimClient _connector = null!;
    private Publisher _publisher = null!;
    private string _alice = "";

    private DateTimeOffset Now => _fixture.Server.Clock.GetUtcNow();

    private IReadOnlyList<string> Log => _fixture.Server.Log.Lines;

    public async ValueTask InitializeAsync()
    {
        await _fixture.InitializeAsync();
        _connector = await _fixture.ConnectorAsync();
        _publisher = new Publisher(_connector, Now);
        await _publisher.PublishedAsync(_publisher.Publication);
        _alice = await _connector.CreateUserAsync("alice", 1105);
        await _connector.CreateGroupAsync("allowed", 1201, _alice);
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task K06_a_changed_list_stops_the_very_next_ticket_and_a_clean_report_lets_it_go_on()
    {
        Assert.Null(Issue());
        var stopped = await ReportedAsync((DriftKind.AllowListChanged, "CN=Everyone was added"), (DriftKind.KeyTooOld, "91 days"));
        Assert.Equal((false, 2, 1L), (stopped.IsMinting, stopped.Drift!.Findings.Count, stopped.Version));
        Assert.StartsWith("KW2421 ", Issue(), StringComparison.Ordinal);
        Assert.Equal("degraded\n", await HealthAsync());
        Assert.Single(Log, line => line.StartsWith("Warning KW2421", StringComparison.Ordinal) && line.Contains($"{_connector.Domain}/AzureADKerberos", StringComparison.Ordinal)
            && line.Contains("AllowListChanged: CN=Everyone was added; KeyTooOld: 91 days", StringComparison.Ordinal));

        var clean = await ReportedAsync();
        Assert.Equal((true, 0), (clean.IsMinting, clean.Drift!.Findings.Count));
        Assert.Null(Issue());
        Assert.Equal("ok\n", await HealthAsync());
        Assert.Single(Log, line => line.Contains("AzureADKerberos mints again", StringComparison.Ordinal));
        Assert.Equal(["stopped", "allowed"], Audited());
    }

    [Fact]
    public async Task K06_a_stop_outlives_the_server()
    {
        await ReportedAsync((DriftKind.AccountDisabled, "by hand"));
        await _fixture.Server.RestartAsync();
        Assert.StartsWith("KW2421 ", Issue(), StringComparison.Ordinal);
        Assert.Equal("degraded\n", await HealthAsync());
    }

    [Fact]
    public async Task The_same_report_every_cycle_makes_one_line_and_one_record()
    {
        for (var cycle = 0; cycle < 5; cycle++)
        {
            _fixture.Server.Clock.Advance(TimeSpan.FromSeconds(30));
            await ReportedAsync((DriftKind.LinkMissing, "msDS-KrbTgtLink is empty"));
        }

        Assert.Single(Log, line => line.Contains("KW2421", StringComparison.Ordinal));
        Assert.Single(Audited());
        Assert.Equal(Now, (await _publisher.StateAsync()).Drift!.CheckedOn);
    }

    [Theory]
    [InlineData(DriftKind.KeyVersionDiffers)]
    [InlineData(DriftKind.PrivilegedMemberAllowed)]
    [InlineData(DriftKind.SupportObjectDiffers)]
    [InlineData(DriftKind.KeyTooOld)]
    public async Task Harmless_drift_is_shown_and_mints_on(DriftKind kind)
    {
        Assert.True((await ReportedAsync((kind, "seen"))).IsMinting);
        Assert.Null(Issue());
        Assert.Equal("ok\n", await HealthAsync());
        Assert.Equal(kind, (await _publisher.StateAsync()).Drift!.Findings.Single().Kind);
    }

    [Fact]
    public async Task K06_a_publication_ends_the_stop_unless_the_check_saw_the_domain_later()
    {
        _fixture.Server.Clock.Advance(TimeSpan.FromMinutes(1));
        await ReportedAsync((DriftKind.DenyListChanged, "Domain Admins are gone"));
        await _publisher.PublishedAsync(_publisher.Publication with { IssuedOn = Now.AddSeconds(-1) });
        var state = await _publisher.StateAsync();
        Assert.Equal((false, 2L, 1L), (state.IsMinting, state.Version, state.Drift!.Version));
        Assert.StartsWith("KW2421 ", Issue(), StringComparison.Ordinal);

        await _publisher.PublishedAsync(_publisher.Publication with { IssuedOn = Now.AddSeconds(1) });
        state = await _publisher.StateAsync();
        Assert.Equal((true, 3L, (DriftReport?)null), (state.IsMinting, state.Version, state.Drift));
        Assert.Null(Issue());
        Assert.Single(Log, line => line.Contains("mints again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Old_foreign_and_future_reports_are_refused()
    {
        await ReportedAsync((DriftKind.ObjectMissing, "krbtgt_AzureAD"));
        (await _publisher.ReportAsync(new DriftReport(Now.AddSeconds(-1), 1, []))).AssertRefused(HttpStatusCode.Conflict, "KW2423");
        (await _publisher.ReportAsync(new DriftReport(Now, 2, []))).AssertRefused(HttpStatusCode.Conflict, "KW2422");
        (await _publisher.ReportAsync(new DriftReport(Now.AddMinutes(6), 1, []))).AssertRefused(HttpStatusCode.BadRequest, "KW2426");
        await _publisher.RemoveAsync();
        (await _publisher.ReportAsync(new DriftReport(Now, 2, []))).AssertRefused(HttpStatusCode.NotFound, "KW2410");
        Assert.Equal("ok\n", await HealthAsync());
    }

    [Theory]
    [InlineData("""[{"kind":"AllowListChanged","detail":"a\u000aALARM forged"}]""", "KW2425")]
    [InlineData("""[{"kind":"AllowListChanged","detail":"\u0085"}]""", "KW2425")]
    [InlineData("""[{"kind":"AllowListChanged","detail":"\u001b[2K"}]""", "KW2425")]
    [InlineData("""[null]""", "KW2425")]
    [InlineData("""[{"kind":99,"detail":"a"}]""", "KW2425")]
    [InlineData("""[{"kind":0,"detail":"a"}]""", "KW2425")]
    [InlineData("""[{"kind":"AllowListChanged, KeyTooOld","detail":"a"}]""", "KW2")]
    [InlineData("""[{"kind":"Harmless","detail":"a"}]""", "KW2001")]
    [InlineData("""[{"kind":"AllowListChanged","detail":null}]""", "KW2001")]
    [InlineData("""[{"kind":"AllowListChanged"}]""", "KW2001")]
    [InlineData("null", "KW2001")]
    public async Task O06_a_malformed_report_changes_nothing_and_writes_no_line_of_its_own(string findings, string code)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"checkedOn":"{{Now:O}}","version":1,"findings":{{findings}}}""");
        var reply = await _connector.SendAsync(HttpMethod.Put, $"/kerberosServers/{_connector.Domain}/AzureADKerberos/drift", body, null, "application/json");
        reply.AssertRefused(HttpStatusCode.BadRequest, code);
        Assert.Null((await _publisher.StateAsync()).Drift);
        Assert.DoesNotContain(Log, line => line.Contains("forged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task O06_a_report_is_bounded_and_each_finding_stays_on_the_line_of_its_event()
    {
        var finding = new DriftFinding(DriftKind.DuplicateObject, new string('x', 512));
        (await _publisher.ReportAsync(new DriftReport(Now, 1, [.. Enumerable.Repeat(finding, 65)]))).AssertRefused(HttpStatusCode.BadRequest, "KW2425");
        (await _publisher.ReportAsync(new DriftReport(Now, 1, [finding with { Detail = finding.Detail + "x" }]))).AssertRefused(HttpStatusCode.BadRequest, "KW2425");
        Publisher.State(await _publisher.ReportAsync(new DriftReport(Now, 1, [.. Enumerable.Repeat(finding, 63), new(DriftKind.ObjectReplaced, "a\u2028ALARM\u202e")])));
        var line = Assert.Single(Log, line => line.Contains("KW2421", StringComparison.Ordinal));
        Assert.InRange(line.Length, 1000, 8000);
        Assert.DoesNotContain(line, character => character is '\u2028' or '\u202e' || char.IsControl(character));
    }

    [Fact]
    public async Task O06_only_the_domains_connector_and_the_roles_for_it_report()
    {
        var report = Encoding.UTF8.GetBytes($$"""{"checkedOn":"{{Now:O}}","version":1,"findings":[{"kind":"ObjectMissing","detail":"gone"}]}""");
        var address = $"/kerberosServers/{_connector.Domain}/AzureADKerberos/drift";
        var other = await _fixture.ConnectorAsync();
        (await other.SendAsync(HttpMethod.Put, address, report, null, "application/json")).AssertRefused(HttpStatusCode.Forbidden, "KW2411");
        foreach (var role in new[] { Role.Reader, Role.AuthenticationAdministrator })
            (await (await _fixture.PersonAsync(Resources.Provisioning, role)).SendAsync(HttpMethod.Put, address, report, null, "application/json")).AssertRefused(HttpStatusCode.Forbidden, "KW2005");
        Assert.True((await _publisher.StateAsync()).IsMinting);
        var administrator = await _fixture.PersonAsync(Resources.Provisioning, Role.HybridIdentityAdministrator);
        Assert.False(Publisher.State(await administrator.SendAsync(HttpMethod.Put, address, report, null, "application/json")).IsMinting);
    }

    [Fact]
    public async Task Another_server_of_the_domain_mints_while_the_first_is_stopped()
    {
        await _publisher.PublishedAsync(_publisher.Publication with { Name = "second", Id = 2 });
        await ReportedAsync((DriftKind.PartialSecretsMissing, "userAccountControl"));
        Assert.Null(Issue());
        Assert.Equal("degraded\n", await HealthAsync());
    }

    [Fact]
    public void A_stopped_server_keeps_no_opened_key()
    {
        // Asked of the record that minting takes its key from: without one, no later mistake can mint.
        var stopped = new MintingKey(RevealPolicyTests.Server() with { IsStopped = true }, null);
        Assert.Equal("KW2421", TicketRules.FirstRefusal(TicketRules.OfServer, new TicketCase(Now, Server: stopped.Server))!.Code);
    }

    private async Task<KerberosServerState> ReportedAsync(params (DriftKind Kind, string Detail)[] findings) =>
        Publisher.State(await _publisher.ReportAsync(new DriftReport(Now, 1, [.. findings.Select(finding => new DriftFinding(finding.Kind, finding.Detail))])));

    private string? Issue() => _fixture.Server.Get<PartialTicketIssuer>().Issue(_fixture.Accounts.Find(Guid.Parse(_alice))!, _sessionKey, out _).Error;

    private Task<string> HealthAsync() => _fixture.Server.Http.GetStringAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);

    private List<string> Audited() => _fixture.Server.Get<Store>().Read(session => session.All(
        "SELECT Detail FROM AuditEvent WHERE Activity = 'kerberos-server-drift' ORDER BY rowid",
        row => System.Text.Json.JsonDocument.Parse(row.GetString(0)).RootElement.GetProperty("minting").GetString()!));
}
