using System.Buffers.Text;
using System.Net;
using System.Text.Json.Nodes;
using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.DeviceCodes;

/// <summary>O03, O06: a program that asks for a part gets that part, and no more of its person than he was told (RFC 6749 3.3, RFC 8628 3.1).</summary>
public sealed class DeviceCodeScopeTests : IAsyncLifetime
{
    private const string Path = "/common/oauth2/v2.0/devicecode";

    private Organisation _organisation = null!;

    private Client Client => _organisation.Client;

    public async ValueTask InitializeAsync() => _organisation = await Organisation.StartAsync();

    public ValueTask DisposeAsync() => _organisation.DisposeAsync();

    [Fact]
    public async Task A_token_carries_the_scope_that_was_asked_and_reaches_nothing_else()
    {
        var asked = await AskAsync("openid urn:keyway:graph/User.Read urn:keyway:graph/Device.Read.All");
        var program = new WaitingProgram(Client) { Codes = asked.As(ContractsJson.Default.DeviceAuthorization) };
        var browser = new LoginBrowser(_organisation.Server.Http);
        await browser.EnterAsync(program.Codes.UserCode);
        Assert.Contains("use your permissions User.Read, Device.Read.All at this server, as far as your roles reach, and nothing else", browser.Html, StringComparison.Ordinal);
        await browser.TouchAsync(_organisation.AdministratorKey);
        await browser.DecideAsync();
        var token = (await program.PollAsync()).As(ContractsJson.Default.TokenResponse).AccessToken;
        Assert.Equal("User.Read Device.Read.All", Scope(token));

        Assert.Equal(HttpStatusCode.OK, (await Client.GetAsync("/v1.0/devices", token)).Status);
        Assert.Equal(HttpStatusCode.OK, (await Client.GetAsync("/v1.0/me", token)).Status);
        foreach (var path in new[]
        {
            "/v1.0/users", "/v1.0/groups", "/v1.0/applications", "/v1.0/connectors", "/v1.0/auditLogs/directoryAudits", "/v1.0/auditLogs/signIns",
            "/v1.0/roleManagement/directory/roleAssignments", "/v1.0/roleManagement/directory/roleDefinitions", Client.Keys, Client.Policy,
        })
        {
            (await Client.GetAsync(path, token)).IsRefusal("KW2005", HttpStatusCode.Forbidden);
        }

        // A global administrator's, and yet it writes no device.
        (await Client.DeleteAsync($"/v1.0/devices/{Guid.NewGuid()}", token)).IsRefusal("KW2005", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Without_a_part_the_token_is_the_persons_whole()
    {
        var program = new WaitingProgram(Client) { Codes = (await AskAsync("urn:keyway:graph/.default")).As(ContractsJson.Default.DeviceAuthorization) };
        await new LoginBrowser(_organisation.Server.Http).AllowAsync(program.Codes.UserCode, _organisation.AdministratorKey);
        Assert.Equal("user_impersonation", Scope((await program.PollAsync()).As(ContractsJson.Default.TokenResponse).AccessToken));
    }

    [Fact]
    public async Task O06_a_limit_that_the_store_holds_and_this_version_does_not_know_opens_nothing()
    {
        var program = new WaitingProgram(Client) { Codes = (await AskAsync("User.Read")).As(ContractsJson.Default.DeviceAuthorization) };
        await new LoginBrowser(_organisation.Server.Http).AllowAsync(program.Codes.UserCode, _organisation.AdministratorKey);
        await _organisation.ExecuteAsync("UPDATE DeviceRequest SET Scope = 'Everything.Of.Tomorrow'");
        var token = (await program.PollAsync()).As(ContractsJson.Default.TokenResponse).AccessToken;
        foreach (var path in new[] { "/v1.0/me", "/v1.0/users", "/v1.0/me/signIns", "/v1.0/connectors" })
            (await Client.GetAsync(path, token)).IsRefusal("KW2005", HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("urn:keyway:graph/Everything.Write", "KW2762")]
    [InlineData("urn:keyway:graph/user.read", "KW2762")]
    [InlineData("User.Read urn:keyway:graph/.default", "KW2762")]
    [InlineData("User.Read urn:ms-drs:enterpriseregistration.windows.net/.default", "KW2762")]
    [InlineData("urn:ms-drs:enterpriseregistration.windows.net/User.Read", "KW2762")]
    [InlineData("https://graph.microsoft.com/User.Read", "KW2601")]
    public async Task O06_a_scope_that_does_not_exist_is_refused_and_never_widened(string scope, string code) => (await AskAsync(scope)).IsRefusal(code, HttpStatusCode.BadRequest);

    private static string Scope(string token) => JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]))!["scp"]!.GetValue<string>();

    private Task<Reply> AskAsync(string scope) => new WaitingProgram(Client).AskAsync(Path, ("client_id", ClientIds.Broker), ("scope", scope));
}
