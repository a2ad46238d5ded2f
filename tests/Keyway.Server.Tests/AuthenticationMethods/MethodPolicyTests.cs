using System.Net;
using System.Text;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Server.Accounts;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.AuthenticationMethods;

/// <summary>O06: policies of methods are changed by the wrong people, with wrong values, over somebody else's change, or without a trace.</summary>
public sealed class MethodPolicyTests : IAsyncLifetime
{
    private const string Path = "/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/";

    private Organisation _organisation = null!;
    private Account _alice = null!;

    private Client Client => _organisation.Client;

    public async ValueTask InitializeAsync()
    {
        _organisation = await Organisation.StartAsync();
        _alice = await _organisation.PersonAsync();
    }

    public ValueTask DisposeAsync() => _organisation.DisposeAsync();

    [Fact]
    public async Task O06_each_role_reads_or_writes_what_is_its_business()
    {
        foreach (var (role, reads, writes) in new (Role?, bool, bool)[]
        {
            (Role.AuthenticationPolicyAdministrator, true, true), (Role.AuthenticationAdministrator, true, false), (Role.Reader, true, false),
            (Role.DeviceAdministrator, false, false), (Role.HybridIdentityAdministrator, false, false), (null, false, false),
        })
        {
            var token = await Client.KeyTokenAsync(await _organisation.KeyAsync(await _organisation.PersonAsync($"person{role}", role is { } held ? [held] : [])));
            foreach (var method in new[] { "fido2", "temporaryAccessPass", "softwareOath" })
            {
                var read = await Client.GetAsync(Path + method, token);
                var write = await PatchAsync(method, "{}", token);
                Assert.Equal(reads ? HttpStatusCode.OK : HttpStatusCode.Forbidden, read.Status);
                Assert.Equal(writes ? HttpStatusCode.NoContent : HttpStatusCode.Forbidden, write.Status);
            }
        }
    }

    [Theory]
    [InlineData("temporaryAccessPass", """{"state":"on"}""")]
    [InlineData("temporaryAccessPass", """{"defaultLength":7}""")]
    [InlineData("temporaryAccessPass", """{"defaultLength":49}""")]
    [InlineData("temporaryAccessPass", """{"minimumLifetimeInMinutes":9}""")]
    [InlineData("temporaryAccessPass", """{"maximumLifetimeInMinutes":43201}""")]
    [InlineData("temporaryAccessPass", """{"minimumLifetimeInMinutes":100,"maximumLifetimeInMinutes":50}""")]
    [InlineData("temporaryAccessPass", """{"defaultLifetimeInMinutes":20,"minimumLifetimeInMinutes":30}""")]
    [InlineData("softwareOath", """{"state":""}""")]
    [InlineData("softwareOath", """{"includeTargets":[{"targetType":"user","id":"all_users"}]}""")]
    [InlineData("softwareOath", """{"excludeTargets":[{"targetType":"group","id":"everybody"}]}""")]
    public async Task A_wrong_value_is_refused_and_changes_nothing(string method, string change)
    {
        var token = await _organisation.AdministratorTokenAsync();
        var before = (await Client.GetAsync(Path + method, token)).Body;
        (await PatchAsync(method, change, token)).IsRefusal("KW2130");
        Assert.Equal(before, (await Client.GetAsync(Path + method, token)).Body);
    }

    [Fact]
    public async Task O06_a_change_over_somebody_elses_is_refused_when_it_names_what_it_saw()
    {
        var token = await _organisation.AdministratorTokenAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await PatchAsync("softwareOath", """{"state":"disabled"}""", token, "W/\"0\"")).Status);
        (await PatchAsync("softwareOath", """{"state":"enabled"}""", token, "W/\"0\"")).IsRefusal("KW2131", HttpStatusCode.PreconditionFailed);
        (await PatchAsync("softwareOath", """{"state":"enabled"}""", token, "nonsense")).IsRefusal("KW2131");
        Assert.Equal(HttpStatusCode.NoContent, (await PatchAsync("softwareOath", """{"state":"enabled"}""", token, "W/\"1\"")).Status);
    }

    [Fact]
    public async Task Every_change_is_told_with_what_was_before()
    {
        await PatchAsync("temporaryAccessPass", """{"defaultLength":16}""", await _organisation.AdministratorTokenAsync());
        var detail = Assert.Single(_organisation.Server.Get<Store>().Read(session =>
            session.All("SELECT Detail FROM AuditEvent WHERE Activity = 'temporary-access-pass-policy-changed'", row => row.GetString(0))));
        var told = System.Text.Json.JsonDocument.Parse(detail).RootElement;
        Assert.Contains("\"defaultLength\":12", told.GetProperty("before").GetString(), StringComparison.Ordinal);
        Assert.Contains("\"defaultLength\":16", told.GetProperty("after").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passes_are_as_the_policy_says()
    {
        var token = await _organisation.AdministratorTokenAsync();
        await PatchAsync("temporaryAccessPass", """{"defaultLength":20,"defaultLifetimeInMinutes":30,"minimumLifetimeInMinutes":20,"maximumLifetimeInMinutes":40,"isUsableOnce":true}""", token);
        await _organisation.Server.RestartAsync();
        var issued = (await IssueAsync(new TemporaryAccessPassRequest(), token)).As(ContractsJson.Default.TemporaryAccessPassMethod);
        Assert.Equal((20, 30, true), (issued.TemporaryAccessPass!.Length, issued.LifetimeInMinutes, issued.IsUsableOnce));
        (await IssueAsync(new TemporaryAccessPassRequest(LifetimeInMinutes: 41), token)).IsRefusal("KW2122");
        (await IssueAsync(new TemporaryAccessPassRequest(LifetimeInMinutes: 19), token)).IsRefusal("KW2122");
        (await IssueAsync(new TemporaryAccessPassRequest(IsUsableOnce: false), token)).IsRefusal("KW2122");

        await PatchAsync("temporaryAccessPass", """{"state":"disabled"}""", token);
        (await IssueAsync(new TemporaryAccessPassRequest(), token)).IsRefusal("KW2124", HttpStatusCode.Forbidden);
        (await Client.PassAsync(_alice.UserName, issued.TemporaryAccessPass)).IsRefusal("KW2124");
        Assert.Contains("DisabledByPolicy", (await Client.GetAsync($"/v1.0/users/{_alice.Id}/authentication/temporaryAccessPassMethods", token)).Body, StringComparison.Ordinal);

        // To whoever does not hold the pass, nothing is told of the policy.
        (await Client.PassAsync(_alice.UserName, "WRONGWRONGXX")).IsRefusal("KW2120");
        await PatchAsync("temporaryAccessPass", """{"state":"enabled"}""", token);
        await Client.PassTokenAsync(_alice.UserName, issued.TemporaryAccessPass);
    }

    [Fact]
    public async Task A_restriction_is_counted_before_it_is_made()
    {
        var (common, rare) = (Guid.NewGuid(), Guid.NewGuid());
        var bob = await _organisation.PersonAsync("bob");
        await _organisation.KeyAsync(_alice, common);
        await _organisation.KeyAsync(_alice, rare);
        await _organisation.KeyAsync(bob, rare);
        await _organisation.KeyAsync(bob, rare);
        var gone = await _organisation.PersonAsync("gone");
        await _organisation.KeyAsync(gone, rare);
        await _organisation.ExecuteAsync($"UPDATE Account SET DeletedOn = 1 WHERE Id = '{gone.Id:D}'");
        var reader = await Client.KeyTokenAsync(await _organisation.KeyAsync(await _organisation.PersonAsync("reader", Role.Reader), common));

        var counted = await ImpactAsync($$$"""{"keyRestrictions":{"isEnforced":true,"enforcementType":"block","aaGuids":["{{{rare}}}"]}}""", reader);
        Assert.Equal((3, 2, 1), (counted.GetProperty("keys").GetInt32(), counted.GetProperty("people").GetInt32(), counted.GetProperty("peopleLeftWithoutKey").GetInt32()));
        var model = counted.GetProperty("models").EnumerateArray().Single(found => found.GetProperty("aaGuid").GetGuid() == rare);
        Assert.Equal((3, 2, true), (model.GetProperty("keys").GetInt32(), model.GetProperty("people").GetInt32(), model.GetProperty("isShutOut").GetBoolean()));

        var allowed = await ImpactAsync($$$"""{"keyRestrictions":{"isEnforced":true,"enforcementType":"allow","aaGuids":["{{{common}}}","{{{rare}}}"]}}""", reader);
        Assert.Equal((1, 1, 1), (allowed.GetProperty("keys").GetInt32(), allowed.GetProperty("people").GetInt32(), allowed.GetProperty("peopleLeftWithoutKey").GetInt32()));
        Assert.Equal(0, (await ImpactAsync("{}", reader)).GetProperty("keys").GetInt32());
        Assert.Equal(6, (await ImpactAsync("""{"state":"disabled"}""", reader)).GetProperty("keys").GetInt32());

        // It was only asked.
        await Client.KeyTokenAsync(_organisation.AdministratorKey);
    }

    private async Task<System.Text.Json.JsonElement> ImpactAsync(string candidate, string token)
    {
        var reply = await Client.SendAsync(HttpMethod.Post, Path + "fido2/impact", new StringContent(candidate, Encoding.UTF8, "application/json"), token);
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Body);
        return System.Text.Json.JsonDocument.Parse(reply.Body).RootElement;
    }

    private Task<Reply> IssueAsync(TemporaryAccessPassRequest request, string token) => Client.PostAsync(
        $"/v1.0/users/{_alice.Id}/authentication/temporaryAccessPassMethods", request, ContractsJson.Default.TemporaryAccessPassRequest, token);

    private async Task<Reply> PatchAsync(string method, string change, string token, string? condition = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, Path + method) { Content = new StringContent(change, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", token);
        if (condition is not null)
            request.Headers.TryAddWithoutValidation("If-Match", condition);
        using var response = await _organisation.Server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Reply(response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
