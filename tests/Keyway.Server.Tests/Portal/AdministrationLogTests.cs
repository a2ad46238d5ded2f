using System.Net;
using Keyway.Server.Accounts;
using Keyway.Server.Audit;
using Keyway.Server.Portal.Administration.Audit;
using Keyway.Server.Portal.Charts;
using Keyway.Server.SignIns;
using Keyway.Server.Storage;

namespace Keyway.Server.Tests.Portal;

/// <summary>The logs on pages and in files: what strangers wrote into them stays text, and a filter shows no more than it says.</summary>
public sealed class AdministrationLogTests
{
    private const string Hostile = "\"><script>alert(1)</script>";
    private const string Formula = "=HYPERLINK(\"https://elsewhere\")";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task O05_what_strangers_call_themselves_is_text_in_pages_and_in_files()
    {
        await using var server = await RunningServer.StartAsync();
        var (visitor, person) = await Visitor.SignInAsync(server, "grace", new HashSet<Role> { Role.GlobalAdministrator });
        var hostile = (await server.Get<AccountDirectory>().CreateAsync("mallory@contoso.corp.com", Hostile, new HashSet<Role> { Role.Reader }, Cancellation)).Value;
        await server.Get<AccountDirectory>().CreateAsync("eve@contoso.corp.com", Formula, new HashSet<Role>(), Cancellation);
        await AppendAsync(server, Entry(server, hostile, Hostile));
        await AppendAsync(server, Entry(server, hostile, Formula));
        await server.Get<DurableWriter>().WriteAsync<bool>(
            session =>
            {
                server.Get<AuditLog>().Append(session, AuditActivity.PolicyChanged, person.Id, hostile.Id, ("before", "{\"" + Hostile.Replace("\"", "\\\"", StringComparison.Ordinal) + "\":1}"), ("after", "{}"), ("name", Formula));
                return true;
            },
            Cancellation);

        foreach (var path in new[] { "/admin", "/admin/sign-ins", "/admin/sign-ins?handler=List", "/admin/sign-ins/1", "/admin/sign-ins?person=%3Cscript%3E", "/admin/sign-ins/usage?who=None", "/admin/audit", "/admin/roles", "/admin/devices?q=%22%3E%3Cscript%3E" })
        {
            var (status, text) = await visitor.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.DoesNotContain("<script>", text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Contains("&lt;script&gt;", (await visitor.GetAsync("/admin/sign-ins/1")).Text, StringComparison.Ordinal);
        Assert.Contains("\"'=HYPERLINK(", (await visitor.GetAsync("/admin/sign-ins?handler=Export&format=csv")).Text, StringComparison.Ordinal);
        Assert.Contains("\"'=HYPERLINK(", (await visitor.GetAsync("/admin/sign-ins/usage?handler=Export&who=None")).Text, StringComparison.Ordinal);
        using var json = System.Text.Json.JsonDocument.Parse((await visitor.GetAsync("/admin/sign-ins?handler=Export&format=json")).Text);
        Assert.Equal(Formula, json.RootElement.GetProperty("entries")[0].GetProperty("userAgent").GetString());
        using var audit = System.Text.Json.JsonDocument.Parse((await visitor.GetAsync("/admin/audit?handler=Export&format=json")).Text);
        Assert.False(audit.RootElement.GetProperty("isCut").GetBoolean());
    }

    [Fact]
    public async Task A_filter_shows_what_it_says_or_why_not()
    {
        await using var server = await RunningServer.StartAsync();
        var (visitor, _) = await Visitor.SignInAsync(server, "grace", new HashSet<Role> { Role.GlobalAdministrator });
        var ann = (await server.Get<AccountDirectory>().CreateAsync("ann@contoso.corp.com", "Ann Miller", new HashSet<Role>(), Cancellation)).Value;
        var ben = (await server.Get<AccountDirectory>().CreateAsync("ben@contoso.corp.com", "Ben Miller", new HashSet<Role>(), Cancellation)).Value;
        await AppendAsync(server, Entry(server, ann, "Firefox"));
        await AppendAsync(server, Entry(server, ben, "Firefox") with { Error = 2120, Method = SignInMethod.TemporaryAccessPass });

        Assert.DoesNotContain("ben@", await ListAsync("person=ann@contoso.corp.com"), StringComparison.Ordinal);
        Assert.DoesNotContain("ben@", await ListAsync("person=ann mil"), StringComparison.Ordinal);
        // Two are meant: neither's is shown, and the page asks who.
        Assert.DoesNotContain("ann@", await ListAsync("person=miller"), StringComparison.Ordinal);
        Assert.Contains("Who is meant?", (await visitor.GetAsync("/admin/sign-ins?person=miller")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ann@", await ListAsync("person=zoe"), StringComparison.Ordinal);
        Assert.DoesNotContain("ann@", await ListAsync("outcome=refused&number=kw2120&method=TemporaryAccessPass&client=Portal"), StringComparison.Ordinal);
        Assert.Contains("ben@", await ListAsync("outcome=refused&number=kw2120&method=TemporaryAccessPass&client=Portal"), StringComparison.Ordinal);
        foreach (var wrong in new[] { "number=x", "method=9", "method=Magic", "client=1", "outcome=maybe", "time=ever", "from=yesterday", "from=2026-11-22&to=2026-11-21", "device=x" })
        {
            var (status, text) = await visitor.GetAsync("/admin/sign-ins?" + wrong);
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.Contains("KW2667", text, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.BadRequest, (await visitor.GetAsync("/admin/sign-ins?handler=Export&format=csv&" + wrong)).Status);
        }

        Assert.Contains("KW2726", (await visitor.GetAsync("/admin/sign-ins?after=x")).Text, StringComparison.Ordinal);
        Assert.Contains("KW2726", (await visitor.GetAsync("/admin/audit?after=x")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/admin/sign-ins/999999")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/admin/devices/{Guid.NewGuid()}")).Status);
        Assert.Contains("Temporary Access Pass", (await visitor.GetAsync("/admin/sign-ins")).Text, StringComparison.Ordinal);

        async Task<string> ListAsync(string query) => (await visitor.GetAsync("/admin/sign-ins?handler=List&" + query)).Text;
    }

    [Fact]
    public async Task The_audit_page_shows_old_and_new_and_computes_the_chain()
    {
        await using var server = await RunningServer.StartAsync();
        var (visitor, person) = await Visitor.SignInAsync(server, "grace", new HashSet<Role> { Role.GlobalAdministrator });
        var (ann, target) = await Visitor.SignInAsync(server, "ann", new HashSet<Role>());
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.PostAsync("/admin/roles", ("person", "ann"), ("role", nameof(Role.Reader)))).Status);
        Assert.Equal(HttpStatusCode.OK, (await ann.GetAsync("/admin/audit")).Status);
        var (_, text) = await ann.GetAsync("/admin/audit?activity=role-assigned&actor=grace");
        Assert.Contains("ann@contoso.corp.com", text, StringComparison.Ordinal);
        Assert.Contains("Role assigned", text, StringComparison.Ordinal);
        (_, text) = await ann.PostAsync("/admin/audit?handler=Verify");
        Assert.Contains("Unchanged", text, StringComparison.Ordinal);
        Assert.Contains(server.Get<AuditQueries>().Head().ToString(), text, StringComparison.Ordinal);

        var changes = AuditChange.Of(new AuditEntry(
            1, Guid.NewGuid(), server.Clock.GetUtcNow(), "x", person.Id, target.Id,
            """{"before":"{\"state\":\"enabled\",\"rules\":{\"aaGuids\":[\"a\"]}}","after":"{\"state\":\"disabled\",\"rules\":{\"aaGuids\":[\"a\",\"b\"]}}","userName":"a","newUserName":"b","note":"c"}""", []));
        Assert.Equal(["State: enabled > disabled", "Rules, aa guids: a > a, b", "User name: a > b", "Note:  > c"], changes.Select(change => $"{change.Name}: {change.Old} > {change.New}"));
        Assert.Equal("none of JSON", Assert.Single(AuditChange.Of(new AuditEntry(1, Guid.NewGuid(), server.Clock.GetUtcNow(), "x", null, null, "none of JSON", []))).New);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(3, 4)]
    [InlineData(7, 10)]
    [InlineData(25, 40)]
    [InlineData(1_000_000, 1_000_000)]
    public void The_axis_ends_at_a_round_number(long most, long scale) =>
        Assert.Equal(scale, new BarChart("", "", "", [new ChartSeries("", "ok")], [new ChartPlace("", null, [most])], "").Scale);

    private static SignInEntry Entry(RunningServer server, Account account, string userAgent) => new(
        server.Clock.GetUtcNow(), SignInClient.Portal, SignInMethod.SecurityKey, new SignInSource("192.0.2.1", userAgent, "trace"), account.Id, account.UserName);

    private static async Task AppendAsync(RunningServer server, SignInEntry entry) => await server.Get<DurableWriter>().WriteAsync<bool>(
        session =>
        {
            server.Get<SignInLog>().Append(session, entry);
            return true;
        },
        Cancellation);
}
