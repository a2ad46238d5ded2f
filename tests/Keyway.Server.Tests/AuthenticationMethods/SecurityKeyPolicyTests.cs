using System.Net;
using System.Text;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Server.Accounts;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.AuthenticationMethods;

public sealed class SecurityKeyPolicyTests : IAsyncLifetime
{
    private Organisation _organisation = null!;

    private Client Client => _organisation.Client;

    public async ValueTask InitializeAsync() => _organisation = await Organisation.StartAsync();

    public ValueTask DisposeAsync() => _organisation.DisposeAsync();

    [Fact]
    public async Task The_default_lets_everybody_use_any_key()
    {
        var policy = (await Client.GetAsync(Client.Policy, await _organisation.AdministratorTokenAsync())).As(ContractsJson.Default.SecurityKeyPolicy);
        Assert.Equal("enabled", policy.State);
        Assert.True(policy.IsSelfServiceRegistrationAllowed);
        Assert.False(policy.KeyRestrictions!.IsEnforced);
        Assert.Equal("all_users", Assert.Single(policy.IncludeTargets!).Id);
    }

    [Fact]
    public async Task A_change_leaves_what_it_does_not_name_and_outlives_a_restart()
    {
        var model = Guid.NewGuid();
        await ChangeAsync("""{"@odata.type":"#microsoft.graph.fido2AuthenticationMethodConfiguration","isSelfServiceRegistrationAllowed":false}""");
        await ChangeAsync($$$"""{"keyRestrictions":{"isEnforced":true,"enforcementType":"block","aaGuids":["{{{model}}}"]}}""");
        await _organisation.Server.RestartAsync();
        var policy = (await Client.GetAsync(Client.Policy, await _organisation.AdministratorTokenAsync())).As(ContractsJson.Default.SecurityKeyPolicy);
        Assert.False(policy.IsSelfServiceRegistrationAllowed);
        Assert.Equal([model], policy.KeyRestrictions!.Aaguids);
        Assert.Equal("enabled", policy.State);
    }

    [Theory]
    [InlineData("""{"state":"on"}""")]
    [InlineData("""{"keyRestrictions":{"isEnforced":true,"enforcementType":"deny","aaGuids":[]}}""")]
    [InlineData("""{"keyRestrictions":{"isEnforced":true,"enforcementType":"block","aaGuids":null}}""")]
    [InlineData("""{"keyRestrictions":{"isEnforced":true,"enforcementType":"block","aaGuids":["x"]}}""")]
    [InlineData("""{"includeTargets":[{"targetType":"user","id":"all_users"}]}""")]
    [InlineData("""{"includeTargets":[{"targetType":"group","id":"everybody"}]}""")]
    [InlineData("""{"includeTargets":[null]}""")]
    [InlineData("""{"state":"enabled","state":"disabled"}""")]
    [InlineData("""[]""")]
    [InlineData("""{""")]
    [InlineData("")]
    public async Task A_malformed_change_is_refused(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var reply = await Client.SendAsync(HttpMethod.Patch, Client.Policy, content, await _organisation.AdministratorTokenAsync());
        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Matches("KW(2001|2130)", reply.Body);
    }

    [Fact]
    public async Task Only_a_global_administrator_changes_it()
    {
        var reader = await _organisation.KeyAsync(await _organisation.PersonAsync("reader", Role.Reader));
        var token = await Client.KeyTokenAsync(reader);
        Assert.Equal(HttpStatusCode.OK, (await Client.GetAsync(Client.Policy, token)).Status);
        (await Client.PatchAsync(Client.Policy, new SecurityKeyPolicy(State: "disabled"), ContractsJson.Default.SecurityKeyPolicy, token)).IsRefusal("KW2005");
        (await Client.PatchAsync(Client.Policy, new SecurityKeyPolicy(State: "disabled"), ContractsJson.Default.SecurityKeyPolicy, null)).IsRefusal("KW2002", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_withdrawn_role_ends_the_power_of_a_token_at_once()
    {
        var second = await _organisation.PersonAsync("second", Role.GlobalAdministrator);
        var token = await Client.KeyTokenAsync(await _organisation.KeyAsync(second));
        Assert.Equal(HttpStatusCode.OK, (await Client.GetAsync(Client.Policy, token)).Status);
        await _organisation.ExecuteAsync($"DELETE FROM RoleAssignment WHERE AccountId = '{second.Id}'");
        (await Client.GetAsync(Client.Policy, token)).IsRefusal("KW2005");
    }

    private async Task ChangeAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.NoContent, (await Client.SendAsync(HttpMethod.Patch, Client.Policy, content, await _organisation.AdministratorTokenAsync())).Status);
    }
}
