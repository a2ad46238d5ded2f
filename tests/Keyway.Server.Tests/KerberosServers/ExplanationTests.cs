using System.Net;
using System.Text;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.KerberosServers;
using Keyway.Contracts.Provisioning;
using Keyway.Server.AuthenticationMethods.Policy;
using Keyway.Server.KerberosServers;
using Keyway.Server.Storage;
using Keyway.Server.Synchronization;
using Keyway.Server.Tests.Provisioning;

namespace Keyway.Server.Tests.KerberosServers;

/// <summary>What the server tells about each rule on the way to a ticket.</summary>
public sealed class ExplanationTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    private DateTimeOffset Now => fixture.Server.Clock.GetUtcNow();

    [Fact]
    public async Task Everything_holds_for_a_person_who_gets_tickets()
    {
        var (connector, publisher) = await DomainAsync();
        var alice = await connector.CreateUserAsync("alice", 1105);
        await connector.CreateGroupAsync("Security Key Users", 1201, alice);
        await RegisterKeyAsync(alice);
        var explanation = await ExplainAsync(connector, 1105);
        Assert.Equal(($"alice@{connector.Domain}", $"{connector.DomainSid}-1105"), (explanation.UserPrincipalName, explanation.ObjectSid));
        Assert.All(explanation.Rules, rule => Assert.Equal((true, (string?)null), (rule.Holds, rule.Code)));
        Assert.Equal(13, explanation.Rules.Count);
        Assert.Equal("1 of 1 registered security keys", Detail(explanation, "The person has a registered security key of an allowed model"));
        Assert.Equal($"Security Key Users, {connector.DomainSid}-1201", Detail(explanation, "The account is in an allowed group"));
        Assert.NotEmpty(publisher.Key);
    }

    [Fact]
    public async Task Each_rule_that_does_not_hold_is_said_with_number_cause_and_remedy_and_the_others_are_asked_all_the_same()
    {
        var (connector, publisher) = await DomainAsync();
        var eve = await connector.CreateUserAsync("eve", 1106);
        var denied = await connector.CreateGroupAsync("Never These", 1202, eve);
        await connector.CreateGroupAsync("Domain Admins", 512, denied);
        await connector.PatchAsync("Users/" + eve, ScimClient.Patch("replace", "active", false));
        await connector.PatchAsync("Users/" + eve, ScimClient.Patch("replace", ScimSchemas.OnPremises + ":passwordExpired", true));
        await connector.PatchAsync("Users/" + eve, ScimClient.Patch("replace", ScimSchemas.OnPremises + ":accountExpires", "2026-01-01T00:00:00Z"));
        Publisher.State(await publisher.ReportAsync(new DriftReport(Now, 1, [new(DriftKind.LinkMissing, "gone")])));

        var explanation = await ExplainAsync(connector, 1106);
        Assert.Equal(
            ["KW2051", "KW2052", "KW2053", "KW2102", "KW2421", "KW2404", "KW2405", "KW2406"],
            explanation.Rules.Where(rule => rule.Holds == false).Select(rule => rule.Code));
        Assert.DoesNotContain(explanation.Rules, rule => rule.Holds is null);
        Assert.Contains($"(Never These, {connector.DomainSid}-1202)", Detail(explanation, "The account is in no denied group"), StringComparison.Ordinal);
        Assert.Contains("LinkMissing", Detail(explanation, "Minting is not stopped by drift"), StringComparison.Ordinal);
        Assert.Equal("The account is disabled. Enable it where it is managed: in the domain for a synced person, else at the server.", Detail(explanation, "The account is enabled"));
    }

    [Fact]
    public async Task K16_a_password_that_ran_out_since_the_sync_and_a_sync_that_stands_still_are_said()
    {
        var (connector, _) = await DomainAsync();
        var carol = await connector.CreateUserAsync("carol", 1108);
        await connector.PatchAsync("Users/" + carol, ScimClient.Patch("replace", ScimSchemas.OnPremises + ":passwordExpires", Now.AddDays(1)));
        var before = await ExplainAsync(connector, 1108);
        Assert.Equal($"to be changed from {Now.AddDays(1):u} on", Detail(before, "The password need not be changed first"));
        await connector.PatchAsync("Users/" + carol, ScimClient.Patch("replace", ScimSchemas.OnPremises + ":passwordExpires", Now.AddSeconds(-1)));
        var after = await ExplainAsync(connector, 1108);
        Assert.Equal("KW2053", after.Rules.First(rule => rule.Rule == "The password need not be changed first").Code);
        Assert.StartsWith("KW2053", fixture.Server.Get<PartialTicketIssuer>().Issue(fixture.Accounts.Find(Guid.Parse(carol))!, new byte[32], out _).Error, StringComparison.Ordinal);

        var report = new SynchronizationReport("delta", Now, Now, "succeeded", NextWithinSeconds: 600);
        await fixture.Server.Get<SynchronizationReports>().PutAsync(connector.Domain, report, null, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("KW2545", Detail(await ExplainAsync(connector, 1108), "The account is synced from its domain"), StringComparison.Ordinal);
        await fixture.Server.Get<DurableWriter>().WriteAsync<int>(session => session.Execute("UPDATE Synchronization SET DueOn = 1 WHERE Domain = @p0", connector.Domain), TestContext.Current.CancellationToken);
        var still = (await ExplainAsync(connector, 1108)).Rules.First(rule => rule.Rule == "The account is synced from its domain");
        Assert.True(still.Holds);
        Assert.Contains("KW2545", still.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_rule_that_does_not_hold_is_the_reason_that_minting_gives()
    {
        var (connector, publisher) = await DomainAsync();
        var carol = await connector.CreateUserAsync("carol", 1107);
        await RegisterKeyAsync(carol);
        (Func<Task> Change, string? Code)[] steps =
        [
            (() => Task.CompletedTask, "KW2406"),
            (() => connector.CreateGroupAsync("Never", 1202, carol), "KW2405"),
            (() => connector.PatchAsync("Users/" + carol, ScimClient.Patch("replace", ScimSchemas.OnPremises + ":privileged", true)), "KW2404"),
            (() => publisher.ReportAsync(new DriftReport(Now, 1, [new(DriftKind.LinkMissing, "gone")])), "KW2421"),
            (() => publisher.RemoveAsync(), "KW2401"),
            (() => connector.PatchAsync("Users/" + carol, ScimClient.Patch("replace", "active", false)), "KW2051"),
        ];
        foreach (var (change, code) in steps)
        {
            await change();
            var minted = fixture.Server.Get<PartialTicketIssuer>().Issue(fixture.Accounts.Find(Guid.Parse(carol))!, new byte[32], out _);
            Assert.Equal(code, minted.Error![..6]);
            Assert.Equal(code, (await ExplainAsync(connector, 1107)).Rules.First(rule => rule.Holds == false).Code);
        }
    }

    [Fact]
    public async Task A_person_whom_nobody_synced_or_who_is_deleted_is_an_answer()
    {
        var (connector, _) = await DomainAsync();
        var gone = await connector.CreateUserAsync("gone", 1108);
        await connector.DeleteAsync("Users/" + gone);
        foreach (var rid in new[] { 1108, 4711 })
        {
            var explanation = await ExplainAsync(connector, rid);
            Assert.Equal(("KW2050", false), (explanation.Rules[0].Code, explanation.Rules[0].Holds!.Value));
            Assert.Equal((null, null), (explanation.UserPrincipalName, explanation.ObjectSid));
            Assert.Equal(["The domain has a Kerberos server here", "Minting is not stopped by drift"], explanation.Rules.Where(rule => rule.Holds == true).Select(rule => rule.Rule));
            Assert.Equal(10, explanation.Rules.Count(rule => rule.Holds is null));
        }
    }

    [Fact]
    public async Task A_policy_without_the_person_or_the_model_is_said()
    {
        await using var alone = new DirectoryFixture();
        await alone.InitializeAsync();
        var connector = await alone.ConnectorAsync();
        var dora = await connector.CreateUserAsync("dora", 1109);
        await RegisterKeyAsync(dora, alone);
        await alone.Server.Get<SecurityKeyPolicies>().ChangeAsync(
            new SecurityKeyPolicy(State: "disabled", KeyRestrictions: new KeyRestrictions(true, "allow", [Guid.NewGuid()])),
            actorId: null, TestContext.Current.CancellationToken);
        var codes = (await ExplainAsync(connector, 1109)).Rules.Where(rule => rule.Holds == false).Select(rule => rule.Code);
        Assert.Equal(["KW2100", "KW2101", "KW2401"], codes);
    }

    [Fact]
    public async Task O06_nobody_is_explained_to_another_domains_connector()
    {
        var (connector, _) = await DomainAsync();
        await connector.CreateUserAsync("alice", 1105);
        var other = await fixture.ConnectorAsync();
        (await other.SendAsync(HttpMethod.Get, Address(connector, 1105), (byte[]?)null)).AssertRefused(HttpStatusCode.Forbidden, "KW2411");
        (await connector.SendAsync(HttpMethod.Get, $"/kerberosServers/{connector.Domain}/AzureADKerberos/explanations/alice", (byte[]?)null)).AssertRefused(HttpStatusCode.NotFound, "KW2006");
    }

    private async Task<(ScimClient Connector, Publisher Publisher)> DomainAsync()
    {
        var connector = await fixture.ConnectorAsync();
        var publisher = new Publisher(connector, Now);
        await publisher.PublishedAsync(publisher.Publication);
        return (connector, publisher);
    }

    private static string Address(ScimClient connector, int rid) => $"/kerberosServers/{connector.Domain}/AzureADKerberos/explanations/{connector.User("x", rid)["externalId"]!.GetValue<string>()}";

    private static async Task<TicketExplanation> ExplainAsync(ScimClient connector, int rid)
    {
        var reply = await connector.SendAsync(HttpMethod.Get, Address(connector, rid), (byte[]?)null);
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        Assert.True(ContractsJson.TryRead(Encoding.UTF8.GetBytes(reply.Text), ContractsJson.Default.TicketExplanation, out var explanation));
        return explanation;
    }

    private static string Detail(TicketExplanation explanation, string rule) => explanation.Rules.Single(answer => answer.Rule == rule).Detail;

    // Only its row counts here; the journeys register real ones.
    private async Task RegisterKeyAsync(string user, DirectoryFixture? at = null) => Assert.True((await (at ?? fixture).Server.Get<DurableWriter>().WriteAsync<bool>(session =>
        Keyway.Server.AuthenticationMethods.Keys.SecurityKeyTable.Insert(session, new(
            Guid.NewGuid().ToByteArray(), Guid.Parse(user), "Blue", [1], 0, Guid.NewGuid(), false, false, false, "none", Now, null)))).Value);
}
