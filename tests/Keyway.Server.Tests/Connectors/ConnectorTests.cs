using System.Net;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Server.Tests.Journeys;
using Keyway.Server.Tokens;

namespace Keyway.Server.Tests.Connectors;

public sealed class ConnectorTests : IAsyncLifetime
{
    private const string Path = "/v1.0/connectors";

    private Organisation _organisation = null!;

    private Client Client => _organisation.Client;

    public async ValueTask InitializeAsync() => _organisation = await Organisation.StartAsync();

    public ValueTask DisposeAsync() => _organisation.DisposeAsync();

    [Fact]
    public async Task A_connector_gets_a_token_for_provisioning_in_its_domain_only()
    {
        var connector = await RegisterAsync();
        var token = (await TokenAsync(connector, Resources.Provisioning)).As(ContractsJson.Default.TokenResponse).AccessToken;
        var caller = _organisation.Server.Get<AccessTokens>().Validate(token).Value;
        Assert.Equal("contoso.corp.com", caller.Domain);
        Assert.Equal(connector.ClientId, caller.ClientId);
        (await TokenAsync(connector, Resources.Graph)).IsRefusal("KW2760");
        (await Client.GetAsync(Path, token)).IsRefusal("KW2004");
    }

    [Fact]
    public async Task A_wrong_secret_and_an_unknown_id_are_answered_alike()
    {
        var connector = await RegisterAsync();
        var wrong = await TokenAsync(connector with { ClientSecret = connector.ClientSecret![..^1] + "x!" }, Resources.Provisioning);
        var unknown = await TokenAsync(connector with { ClientId = Guid.NewGuid() }, Resources.Provisioning);
        wrong.IsRefusal("KW2140", HttpStatusCode.Unauthorized);
        unknown.IsRefusal("KW2140", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_removed_connector_ends_with_its_tokens()
    {
        var connector = await RegisterAsync();
        var token = (await TokenAsync(connector, Resources.Provisioning)).As(ContractsJson.Default.TokenResponse).AccessToken;
        Assert.NotEqual(HttpStatusCode.Unauthorized, (await Client.GetAsync("/kerberosServers/publicationKey", token)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await Client.DeleteAsync($"{Path}/{connector.ClientId}", await _organisation.AdministratorTokenAsync())).Status);
        (await Client.GetAsync("/kerberosServers/publicationKey", token)).IsRefusal("KW2002", HttpStatusCode.Unauthorized);
        (await TokenAsync(connector, Resources.Provisioning)).IsRefusal("KW2140");
    }

    [Fact]
    public async Task The_list_shows_no_secret()
    {
        var connector = await RegisterAsync();
        var list = await Client.GetAsync(Path, await _organisation.AdministratorTokenAsync());
        Assert.Contains(connector.ClientId.ToString(), list.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("clientSecret", list.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_global_administrator_registers_one()
    {
        var token = await Client.KeyTokenAsync(await _organisation.KeyAsync(await _organisation.PersonAsync()));
        (await Client.PostAsync(Path, new ConnectorRegistration("c", "contoso.corp.com"), ContractsJson.Default.ConnectorRegistration, token)).IsRefusal("KW2005");
    }

    [Theory]
    [InlineData("", "contoso.corp.com")]
    [InlineData("c", "")]
    [InlineData("c", "a b")]
    [InlineData("c", "../x")]
    public async Task A_malformed_registration_is_refused(string name, string domain) => (await Client.PostAsync(
        Path, new ConnectorRegistration(name, domain), ContractsJson.Default.ConnectorRegistration, await _organisation.AdministratorTokenAsync())).IsRefusal("KW2141");

    private async Task<ConnectorCredential> RegisterAsync() => (await Client.PostAsync(
        Path, new ConnectorRegistration("sync 1", "Contoso.Corp.com."), ContractsJson.Default.ConnectorRegistration, await _organisation.AdministratorTokenAsync()))
        .As(ContractsJson.Default.ConnectorCredential);

    private Task<Reply> TokenAsync(ConnectorCredential connector, string resource) => Client.TokenAsync(
        ("grant_type", GrantTypes.ClientCredentials), ("client_id", connector.ClientId.ToString()), ("client_secret", connector.ClientSecret!), ("resource", resource));
}
