using System.Net;
using System.Text.Json;
using Keyway.Server.Accounts;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.SignIns;

/// <summary>/v1.0/auditLogs and /v1.0/me/signIns over HTTPS.</summary>
public sealed class SignInEndpointTests : IAsyncLifetime
{
    private const string SignIns = "/v1.0/auditLogs/signIns";
    private const string Audits = "/v1.0/auditLogs/directoryAudits";

    private Organisation _organisation = null!;

    private Client Client => _organisation.Client;

    public async ValueTask InitializeAsync() => _organisation = await Organisation.StartAsync();

    public ValueTask DisposeAsync() => _organisation.DisposeAsync();

    [Fact]
    public async Task O06_Who_has_no_role_reads_only_own_sign_ins()
    {
        var (alice, bob) = (await _organisation.PersonAsync(), await _organisation.PersonAsync("bob"));
        var (aliceKey, bobKey) = (await _organisation.KeyAsync(alice), await _organisation.KeyAsync(bob));
        await Client.KeyTokenAsync(bobKey);
        var token = await Client.KeyTokenAsync(aliceKey);
        (await Client.GetAsync(SignIns, token)).IsRefusal("KW2005", HttpStatusCode.Forbidden);
        (await Client.GetAsync($"{SignIns}?$filter=userId eq '{alice.Id}'", token)).IsRefusal("KW2005", HttpStatusCode.Forbidden);
        (await Client.GetAsync(Audits, token)).IsRefusal("KW2005", HttpStatusCode.Forbidden);
        (await Client.GetAsync($"/v1.0/me/signIns?$filter=userId eq '{bob.Id}'", token)).IsRefusal("KW2725", HttpStatusCode.BadRequest);
        foreach (var query in new[] { "", $"?$filter=userId eq '{alice.Id}'", "?$top=1&$skiptoken=9999999999999-9999999" })
            Assert.All((await ReadAsync("/v1.0/me/signIns" + query, token)).GetProperty("value").EnumerateArray(), row => Assert.Equal(alice.Id, row.GetProperty("userId").GetGuid()));
        (await Client.GetAsync(SignIns, null)).IsRefusal("KW2002", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task O06_Each_role_reads_what_it_may()
    {
        foreach (var (role, signIns, audits) in new[]
        {
            (Role.GlobalAdministrator, true, true), (Role.Reader, true, true), (Role.AuthenticationAdministrator, true, false), (Role.HybridIdentityAdministrator, false, false),
            (Role.AuthenticationPolicyAdministrator, false, false), (Role.DeviceAdministrator, false, false),
        })
        {
            var person = await _organisation.PersonAsync(role.ToString().ToLowerInvariant(), role);
            var token = await Client.KeyTokenAsync(await _organisation.KeyAsync(person));
            Assert.Equal(signIns ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await Client.GetAsync(SignIns, token)).Status);
            Assert.Equal(audits ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await Client.GetAsync(Audits, token)).Status);
        }
    }

    [Fact]
    public async Task Pages_follow_each_other_by_absolute_links_and_show_each_entry_once()
    {
        var alice = await _organisation.PersonAsync();
        var key = await _organisation.KeyAsync(alice);
        var token = await _organisation.AdministratorTokenAsync();
        for (var turn = 0; turn < 5; turn++)
            await Client.KeyTokenAsync(key);
        foreach (var (path, time) in new[] { (SignIns, "createdDateTime"), (Audits, "activityDateTime") })
        {
            var seen = new List<string>();
            for (string? next = $"{path}?$top=2&$orderby={time} desc&$filter={time} ge 2020-01-01"; next is not null;)
            {
                var page = await ReadAsync(next, token);
                seen.AddRange(page.GetProperty("value").EnumerateArray().Select(row => row.GetProperty("id").GetString()!));
                next = page.TryGetProperty("@odata.nextLink", out var link) ? link.GetString() : null;
                if (next is not null)
                    Assert.StartsWith("https://localhost" + path + "?", next, StringComparison.Ordinal);
                next = next?["https://localhost".Length..];
            }

            Assert.True(seen.Count > 2);
            Assert.Equal(seen.Count, seen.Distinct().Count());
        }

        var row = (await ReadAsync($"{SignIns}?$filter=userId eq '{alice.Id}' and status/errorCode eq 0&$top=1", token)).GetProperty("value")[0];
        Assert.Equal("alice@contoso.corp.com", row.GetProperty("userPrincipalName").GetString());
        Assert.Equal(0, row.GetProperty("status").GetProperty("errorCode").GetInt32());
        Assert.Equal("FIDO2 security key", row.GetProperty("authenticationDetails")[0].GetProperty("authenticationMethod").GetString());
        var audit = (await ReadAsync($"{Audits}?$filter=activityDisplayName eq 'security-key-registered'&$top=1", token)).GetProperty("value")[0];
        Assert.Equal(alice.Id, audit.GetProperty("initiatedBy").GetProperty("user").GetProperty("id").GetGuid());
    }

    [Theory]
    [InlineData("$filter=createdDateTime gt 2026-01-01")]
    [InlineData("$filter=createdDateTime ge yesterday")]
    [InlineData("$filter=userId eq 'x'")]
    [InlineData("$filter=userId eq 'x' or 1 eq 1")]
    [InlineData("$filter=userId eq '00000000-0000-0000-0000-000000000000' and")]
    [InlineData("$filter=userId eq '00000000-0000-0000-0000-000000000000")]
    [InlineData("$filter=userName eq 'a''; DROP TABLE SignIn; --'")]
    [InlineData("$filter=status/errorCode eq -1")]
    [InlineData("$filter=")]
    [InlineData("$top=0")]
    [InlineData("$top=1000")]
    [InlineData("$top=1&$top=2")]
    [InlineData("$skip=1")]
    [InlineData("$orderby=userId")]
    [InlineData("$select=id")]
    public async Task O06_What_is_not_offered_is_refused_and_never_passed_over(string query) =>
        (await Client.GetAsync($"{SignIns}?{query}", await _organisation.AdministratorTokenAsync())).IsRefusal("KW2725", HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_mark_that_is_none_is_refused()
    {
        var token = await _organisation.AdministratorTokenAsync();
        (await Client.GetAsync(SignIns + "?$skiptoken=1 OR 1=1", token)).IsRefusal("KW2726", HttpStatusCode.BadRequest);
        (await Client.GetAsync(Audits + "?$skiptoken=x", token)).IsRefusal("KW2726", HttpStatusCode.BadRequest);
    }

    private async Task<JsonElement> ReadAsync(string path, string token)
    {
        var reply = await Client.GetAsync(path, token);
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Body);
        using var document = JsonDocument.Parse(reply.Body);
        return document.RootElement.Clone();
    }
}
