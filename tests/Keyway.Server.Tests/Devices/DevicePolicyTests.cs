using System.Net;
using Keyway.Contracts.OAuth;
using Keyway.Server.Accounts;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Provisioning;
using Keyway.Server.Tokens;

namespace Keyway.Server.Tests.Devices;

public sealed class DevicePolicyTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    private const string Path = "/v1.0/policies/deviceRegistrationPolicy";
    private const string All = """{"@odata.type":"#microsoft.graph.allDeviceRegistrationMembership"}""";

    [Fact]
    public async Task What_a_GET_shows_can_be_PUT_and_a_change_is_audited()
    {
        var administrator = await fixture.PersonAsync(Resources.Graph, Role.GlobalAdministrator);
        await PutAsync(administrator, Document());
        var shown = await administrator.SendAsync(HttpMethod.Get, Path, (byte[]?)null);
        Assert.Equal(
            (50, "required", "deviceRegistrationPolicy", "#microsoft.graph.allDeviceRegistrationMembership"),
            (shown.Json["userDeviceQuota"]!.GetValue<int>(), shown.Json["multiFactorAuthConfiguration"]!.GetValue<string>(), shown.Id,
                shown.Json["azureADJoin"]!["allowedToJoin"]!["@odata.type"]!.GetValue<string>()));
        Assert.Equal(shown.Text, (await PutAsync(administrator, shown.Text)).Text);
        await PutAsync(administrator, Document(quota: 7));
        var detail = fixture.Server.Get<Store>().Read(session => session.First(
            "SELECT Detail FROM AuditEvent WHERE Activity = 'device-registration-policy-changed' AND ActorId = @p0 ORDER BY Id DESC LIMIT 1", row => row.GetString(0), administrator.AccountId));
        Assert.Contains("userDeviceQuota", detail, StringComparison.Ordinal);
        Assert.Contains("after", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task O06_only_a_global_administrator_changes_the_policy()
    {
        var reader = await fixture.PersonAsync(Resources.Graph, Role.Reader);
        var person = await fixture.PersonAsync(Resources.Graph);
        var other = await fixture.PersonAsync(Resources.Graph, Role.AuthenticationAdministrator, Role.HybridIdentityAdministrator);
        Assert.Equal(HttpStatusCode.OK, (await reader.SendAsync(HttpMethod.Get, Path, (byte[]?)null)).Status);
        (await person.SendAsync(HttpMethod.Get, Path, (byte[]?)null)).AssertRefused(HttpStatusCode.Forbidden, "KW2005");
        foreach (var caller in new[] { reader, person, other, await fixture.ConnectorAsync() })
        {
            var reply = await caller.SendAsync(HttpMethod.Put, Path, Document(), null, "application/json");
            Assert.True(reply.Status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized, reply.Text);
        }
    }

    [Fact]
    public async Task A_policy_that_cannot_be_is_refused()
    {
        var administrator = await fixture.PersonAsync(Resources.Graph, Role.GlobalAdministrator);
        string[] wrong =
        [
            "", "[]", "{}", Document(quota: -1), Document(quota: 10_001), Document(mfa: "maybe"), Document(allowed: "{}"), Document(allowed: """{"@odata.type":"#microsoft.graph.everybody"}"""),
            Document(allowed: """{"@odata.type":"#microsoft.graph.enumeratedDeviceRegistrationMembership","users":["nobody"]}"""),
            Document(allowed: """{"@odata.type":"#microsoft.graph.allDeviceRegistrationMembership","users":["00000000-0000-0000-0000-000000000001"]}"""),
            Document(allowed: $$"""{"@odata.type":"#microsoft.graph.enumeratedDeviceRegistrationMembership","users":[{{string.Join(',', Enumerable.Range(0, 501).Select(_ => $"\"{Guid.NewGuid()}\""))}}]}"""),
            Document().Replace("userDeviceQuota", "userQuota", StringComparison.Ordinal), Document()[..^1] + ",\"localAdminPassword\":{}}", Document()[..^1] + ",\"id\":\"other\"}",
        ];
        foreach (var body in wrong)
            (await administrator.SendAsync(HttpMethod.Put, Path, body, null, "application/json")).AssertRefused(HttpStatusCode.BadRequest, "KW2224");
    }

    [Fact]
    public async Task D03_who_may_join_is_decided_by_the_policy_at_the_next_request()
    {
        var administrator = await fixture.PersonAsync(Resources.Graph, Role.GlobalAdministrator);
        var member = await fixture.PersonAsync(Resources.DeviceRegistration);
        var named = await fixture.PersonAsync(Resources.DeviceRegistration);
        var stranger = await fixture.PersonAsync(Resources.DeviceRegistration);
        var provisioning = await fixture.AdministratorAsync();
        var inner = await GroupAsync(provisioning, member.AccountId.ToString());
        var outer = await GroupAsync(provisioning, inner);

        await PutAsync(administrator, Document(allowed: """{"@odata.type":"#microsoft.graph.noDeviceRegistrationMembership"}"""));
        foreach (var person in new[] { member, named, stranger })
            await AssertRefusedAsync(person, "KW2223");
        await PutAsync(administrator, Document(allowed: $$"""{"@odata.type":"#microsoft.graph.enumeratedDeviceRegistrationMembership","users":["{{named.AccountId}}"],"groups":["{{outer}}"]}"""));
        await AssertJoinsAsync(member);
        await AssertJoinsAsync(named);
        await AssertRefusedAsync(stranger, "KW2223");
        await PutAsync(administrator, Document());
        await AssertJoinsAsync(stranger);
    }

    [Fact]
    public async Task D03_one_factor_joins_nothing_unless_the_policy_says_so()
    {
        var administrator = await fixture.PersonAsync(Resources.Graph, Role.GlobalAdministrator);
        await PutAsync(administrator, Document());
        foreach (var methods in new[] { Array.Empty<string>(), ["pwd"], [AuthenticationMethod.SecurityKey] })
            await AssertRefusedAsync(await SignedInByAsync(methods), "KW2040");
        await AssertJoinsAsync(await SignedInByAsync(AuthenticationMethod.TemporaryAccessPass));
        await PutAsync(administrator, Document(mfa: "notRequired"));
        await AssertJoinsAsync(await SignedInByAsync("pwd"));
        await PutAsync(administrator, Document());
    }

    [Fact]
    public async Task D03_a_person_has_no_more_devices_than_the_quota_and_joins_no_more_than_twice_that_a_day()
    {
        var administrator = await fixture.PersonAsync(Resources.Graph, Role.GlobalAdministrator);
        await PutAsync(administrator, Document(quota: 1));
        var person = await fixture.PersonAsync(Resources.DeviceRegistration);
        for (var round = 0; round < 2; round++)
        {
            var id = Guid.Parse(await AssertJoinsAsync(person));
            await AssertRefusedAsync(person, "KW2218");
            await fixture.Server.Get<Keyway.Server.Devices.DeviceService>().DeleteAsync(id, null, TestContext.Current.CancellationToken);
        }

        await AssertRefusedAsync(person, "KW2218");
        await PutAsync(administrator, Document(quota: 0));
        await AssertRefusedAsync(await fixture.PersonAsync(Resources.DeviceRegistration), "KW2218");
        await PutAsync(administrator, Document());
    }

    private static string Document(int quota = 50, string mfa = "required", string allowed = All) =>
        $$$"""{"userDeviceQuota":{{{quota}}},"multiFactorAuthConfiguration":"{{{mfa}}}","azureADJoin":{"allowedToJoin":{{{allowed}}}}}""";

    private static async Task<ScimReply> PutAsync(ScimClient administrator, string document)
    {
        var reply = await administrator.SendAsync(HttpMethod.Put, Path, document, null, "application/json");
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        return reply;
    }

    private static async Task<string> GroupAsync(ScimClient administrator, params string[] members)
    {
        var group = new System.Text.Json.Nodes.JsonObject
        {
            ["schemas"] = new System.Text.Json.Nodes.JsonArray(Keyway.Contracts.Provisioning.ScimSchemas.Group),
            ["displayName"] = $"g{Guid.NewGuid():N}",
            ["members"] = ScimClient.Members(members),
        };
        var reply = await administrator.PostAsync("Groups", group);
        Assert.True(reply.Status == HttpStatusCode.Created, reply.Text);
        return reply.Id;
    }

    private static async Task<string> AssertJoinsAsync(ScimClient person)
    {
        using var computer = new JoiningComputer();
        return JoinTests.Subject(await JoinTests.JoinAsync(person, computer));
    }

    private static async Task AssertRefusedAsync(ScimClient person, string code)
    {
        using var computer = new JoiningComputer();
        (await JoinTests.SendAsync(person, computer.Request())).AssertRefused(HttpStatusCode.Forbidden, code);
    }

    private async Task<ScimClient> SignedInByAsync(params string[] methods)
    {
        var person = await fixture.PersonAsync(Resources.DeviceRegistration);
        var caller = new Caller(person.AccountId, null, Resources.DeviceRegistration, new HashSet<Role>(), methods, fixture.Server.Clock.GetUtcNow(), null);
        return new ScimClient(fixture.Server.Http, fixture.Server.Get<AccessTokens>().Issue(caller), person.Domain, 0) { AccountId = person.AccountId };
    }
}
