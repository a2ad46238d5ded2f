using System.Net;
using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.Passwords;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.Passwords;

/// <summary>Synced people sign in with the password of their domain, and hear from the domain how their account stands.</summary>
public sealed class PasswordSignInTests : IAsyncLifetime
{
    private PasswordDesk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await PasswordDesk.StartAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task The_right_password_gives_a_token_of_one_factor()
    {
        await _desk.RunningAgentAsync();
        var token = await _desk.TokenAsync("ALICE@Corp.Test", "Alice's own");
        var claims = System.Text.Json.JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1])).RootElement;
        Assert.Equal(_desk.Alice.Id.ToString(), claims.GetProperty("oid").GetString());
        Assert.Equal("pwd", Assert.Single(claims.GetProperty("amr").EnumerateArray()).GetString());

        // It shows a person the own keys, and registers none.
        var client = new Client(_desk.Server.Http);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Client.Keys, token)).Status);
        (await client.GetAsync(Client.Keys + "/creationOptions", token)).IsRefusal("KW2105", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_administrator_with_a_password_administers_nothing()
    {
        await _desk.RunningAgentAsync();
        await _desk.ExecuteAsync("INSERT INTO RoleAssignment (AccountId, Role) VALUES (@p0, @p1)", _desk.Alice.Id, "GlobalAdministrator");
        var token = await _desk.TokenAsync("alice@corp.test", "Alice's own");
        (await new Client(_desk.Server.Http).GetAsync("/v1.0/passwordChecks", token)).IsRefusal("KW2040", HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(PasswordOutcomes.Wrong, "KW2561", 50126, HttpStatusCode.BadRequest)]
    [InlineData(PasswordOutcomes.Unknown, "KW2561", 50126, HttpStatusCode.BadRequest)]
    [InlineData(PasswordOutcomes.Disabled, "KW2051", 50057, HttpStatusCode.BadRequest)]
    [InlineData(PasswordOutcomes.AccountExpired, "KW2052", 50057, HttpStatusCode.BadRequest)]
    [InlineData(PasswordOutcomes.PasswordExpired, "KW2053", 50055, HttpStatusCode.BadRequest)]
    [InlineData(PasswordOutcomes.Locked, "KW2567", 50053, HttpStatusCode.BadRequest)]
    [InlineData(PasswordOutcomes.Restricted, "KW2568", 80012, HttpStatusCode.BadRequest)]
    [InlineData(PasswordOutcomes.Unavailable, "KW2565", 80001, HttpStatusCode.ServiceUnavailable)]
    public async Task What_the_domain_says_comes_back_as_what_it_is(string outcome, string code, int number, HttpStatusCode status)
    {
        var agent = await _desk.RunningAgentAsync();
        agent.Outcomes["alice"] = outcome;
        var reply = await _desk.SignInAsync("alice@corp.test", "Alice's own");
        Assert.Equal(status, reply.Status);
        Assert.Equal(code, PasswordDesk.Number(reply));
        Assert.Contains($"AADSTS{number}:", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_whom_the_server_disabled_hears_it_with_the_right_password_only()
    {
        await _desk.RunningAgentAsync();
        await _desk.ExecuteAsync("UPDATE Account SET Enabled = FALSE WHERE Id = @p0", _desk.Alice.Id);
        (await _desk.SignInAsync("alice@corp.test", "wrong")).IsRefusal("KW2561");
        (await _desk.SignInAsync("alice@corp.test", "Alice's own")).IsRefusal("KW2051");
    }

    [Fact]
    public async Task An_old_word_of_an_expired_password_does_not_outweigh_the_domains_present_one()
    {
        await _desk.RunningAgentAsync();
        await _desk.ExecuteAsync("UPDATE Account SET PasswordExpired = TRUE WHERE Id = @p0", _desk.Alice.Id);
        await _desk.TokenAsync("alice@corp.test", "Alice's own");
    }

    [Fact]
    public async Task Off_until_an_administrator_switches_the_domain_on_and_no_connector_can()
    {
        await using var desk = await PasswordDesk.StartAsync(enabled: false);
        await desk.RunningAgentAsync();
        foreach (var name in new[] { "alice@corp.test", "nobody@corp.test", "operator@contoso.corp.com" })
            (await desk.SignInAsync(name, "Alice's own")).IsRefusal("KW2560", HttpStatusCode.BadRequest);

        var client = new Client(desk.Server.Http);
        var on = new PasswordCheckPolicy(PasswordCheckStates.Enabled);
        (await client.PatchAsync("/v1.0/passwordChecks/corp.test", on, ContractsJson.Default.PasswordCheckPolicy, desk.ConnectorToken())).IsRefusal("KW2004");
        (await client.PatchAsync("/v1.0/passwordChecks/other.test", on, ContractsJson.Default.PasswordCheckPolicy, desk.AdministratorToken())).IsRefusal("KW2577", HttpStatusCode.NotFound);
        foreach (var wrong in new[] { new PasswordCheckPolicy("on"), new PasswordCheckPolicy(LockoutThreshold: 0), new PasswordCheckPolicy(LockoutThreshold: 51), new PasswordCheckPolicy(LockoutDurationInSeconds: 4) })
            (await client.PatchAsync("/v1.0/passwordChecks/corp.test", wrong, ContractsJson.Default.PasswordCheckPolicy, desk.AdministratorToken())).IsRefusal("KW2576");

        await desk.EnableAsync(on);
        await desk.TokenAsync("alice@corp.test", "Alice's own");
        await desk.EnableAsync(new PasswordCheckPolicy(PasswordCheckStates.Disabled));
        (await desk.SignInAsync("alice@corp.test", "Alice's own")).IsRefusal("KW2560");
    }

    [Fact]
    public async Task A_password_reaches_the_domain_as_it_was_typed()
    {
        var agent = await _desk.RunningAgentAsync();
        // Composed and decomposed, astral, blanks at the ends, what forms escape, and 256 bytes.
        foreach (var password in new[] { "é", "e\u0301", " 🗝 ", "a+b&c=d%41;\"'\\", new string('ü', 128), "%", "100%zz" })
        {
            agent.Passwords["alice"] = password;
            await _desk.TokenAsync("alice@corp.test", password);
        }
    }

    [Fact]
    public async Task What_cannot_be_a_password_is_wrong_and_never_reaches_an_agent()
    {
        var agent = await _desk.RunningAgentAsync();
        var bodies = new[] { new string('x', 257), new string('ü', 129), "a%00b", "a%0Ab", "a%7Fb", "a%C2%85b", "%FF", "%ED%A0%80", "" };
        var replies = await Task.WhenAll(bodies.Select(body => PostAsync($"grant_type=password&username=alice%40corp.test&resource={Resources.Graph}&password={body}")));
        Assert.All(replies, reply => reply.IsRefusal("KW2561"));
        Assert.Empty(agent.Seen);
        (await PostAsync($"grant_type=password&username=alice%40corp.test&resource={Resources.Graph}")).IsRefusal("KW2303");
        (await PostAsync($"grant_type=password&username=alice%40corp.test&resource={Resources.Graph}&password=a&password=b")).IsRefusal("KW2303");
    }

    [Fact]
    public async Task Without_an_agent_everybody_hears_so()
    {
        foreach (var name in new[] { "alice@corp.test", "nobody@corp.test" })
        {
            var reply = await _desk.SignInAsync(name, "Alice's own");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.Status);
            Assert.Equal("KW2562", PasswordDesk.Number(reply));
        }

        // Nothing was asked: nothing is counted.
        await _desk.RunningAgentAsync();
        for (var guess = 0; guess < 4; guess++)
            (await _desk.SignInAsync("alice@corp.test", $"wrong {guess}")).IsRefusal("KW2561");
        await _desk.TokenAsync("alice@corp.test", "Alice's own");
    }

    private async Task<Reply> PostAsync(string body)
    {
        using var content = new StringContent(body);
        return await new Client(_desk.Server.Http).SendAsync(HttpMethod.Post, "/common/oauth2/token", content);
    }
}
