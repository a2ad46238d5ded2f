using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.Passwords;
using Keyway.Server.Tests.Hosting;
using Keyway.Server.Tests.Journeys;
using Keyway.Server.Tests.Provisioning;

namespace Keyway.Server.Tests.Passwords;

/// <summary>A01: whoever can kill the server while a guess is at the domain gets no guess more than the threshold.</summary>
public sealed class KilledPasswordServerTests : IDisposable
{
    private readonly ServerProcess _server = new();
    private readonly TestSecurityKey _key = new();
    private ConnectorCredential _connector = null!;

    public void Dispose()
    {
        _server.Dispose();
        _key.Dispose();
    }

    [Fact]
    public async Task A_guess_that_was_at_the_domain_when_the_server_was_killed_is_counted()
    {
        await SetUpAsync();
        for (var guess = 0; guess < 3; guess++)
        {
            using var agent = await AgentAsync();
            var signIn = SignInAsync($"guess {guess}");
            await agent.TakeAsync();
            await _server.KillAsync();
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => signIn);
            await _server.RunAsync();
        }

        using var last = await AgentAsync();
        (await SignInAsync("the right one")).IsRefusal("KW2566");
    }

    private async Task SetUpAsync()
    {
        var administrator = await _server.InitAsync();
        await _server.RunAsync();
        (await _server.Client.RegisterAsync(await _server.Client.PassTokenAsync(administrator.UserName, administrator.Code!), _key)).As(ContractsJson.Default.SecurityKeyMethod);
        var token = await _server.Client.KeyTokenAsync(_key);
        var registration = new ConnectorRegistration("connect", PasswordDesk.Domain);
        _connector = (await _server.Client.PostAsync("/v1.0/connectors", registration, ContractsJson.Default.ConnectorRegistration, token)).As(ContractsJson.Default.ConnectorCredential);
        await new ScimClient(_server.Http, await ConnectorTokenAsync(), PasswordDesk.Domain, 77).CreateUserAsync("alice", 1101);
        await _server.Client.PatchAsync("/v1.0/passwordChecks/corp.test", new PasswordCheckPolicy(PasswordCheckStates.Enabled), ContractsJson.Default.PasswordCheckPolicy, token);
    }

    private async Task<TestAgent> AgentAsync()
    {
        var token = await ConnectorTokenAsync();
        var agent = new TestAgent(_server.Http, () => token, PasswordDesk.Domain);
        await agent.PollAsync();
        return agent;
    }

    private async Task<string> ConnectorTokenAsync() => (await _server.Client.TokenAsync(
        ("grant_type", GrantTypes.ClientCredentials), ("client_id", _connector.ClientId.ToString()), ("client_secret", _connector.ClientSecret!),
        ("resource", Resources.Provisioning))).As(ContractsJson.Default.TokenResponse).AccessToken;

    private Task<Reply> SignInAsync(string password) => _server.Client.TokenAsync(
        ("grant_type", GrantTypes.Password), ("username", "alice@corp.test"), ("password", password), ("resource", Resources.Graph));
}
