using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.Provisioning;

namespace Keyway.Portal.Tests;

/// <summary>The people of the organisation, as its first administrator makes them through the API.</summary>
internal sealed class Staff
{
    private const string Policies = "/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/";

    private readonly PortalServer _server;
    private readonly string _graph;
    private readonly string _provisioning;

    private Staff(PortalServer server, string graph, string provisioning)
    {
        _server = server;
        _graph = graph;
        _provisioning = provisioning;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Uses up the one-time code.</summary>
    public static async Task<Staff> OfAsync(PortalServer server)
    {
        var graph = await TokenAsync(server, server.Code, Resources.Graph);
        var staff = new Staff(server, graph, "");
        return new Staff(server, graph, await TokenAsync(server, await staff.PassAsync(PortalServer.Administrator), Resources.Provisioning));
    }

    /// <summary>Makes a person who is in no domain.</summary>
    /// <returns>The user name.</returns>
    public async Task<string> HireAsync(string name)
    {
        var userName = $"{name.ToLowerInvariant()}@contoso.corp.com";
        var user = JsonSerializer.Serialize(new ScimUser([ScimSchemas.User], userName, Active: true, DisplayName: name), ContractsJson.Default.ScimUser);
        await _server.SendAsync(HttpMethod.Post, "/scim/v2/Users", user, _provisioning, Cancellation, ScimSchemas.MediaType);
        return userName;
    }

    /// <summary>Makes a group that is in no domain.</summary>
    public Task FoundAsync(string group) => _server.SendAsync(
        HttpMethod.Post, "/scim/v2/Groups", JsonSerializer.Serialize(new ScimGroup([ScimSchemas.Group], group), ContractsJson.Default.ScimGroup), _provisioning, Cancellation, ScimSchemas.MediaType);

    /// <summary>Gives a person a pass that works more than once.</summary>
    public async Task<string> PassAsync(string userName) => (await _server.SendAsync(
        HttpMethod.Post, $"/v1.0/users/{userName}/authentication/temporaryAccessPassMethods", """{"lifetimeInMinutes":60,"isUsableOnce":false}""",
        ContractsJson.Default.TemporaryAccessPassMethod, _graph, Cancellation)).TemporaryAccessPass!;

    /// <summary>Gives a person a password, which has to be changed.</summary>
    public async Task<string> PasswordAsync(string userName) => (await _server.SendAsync(
        HttpMethod.Post, $"/v1.0/users/{userName}/authentication/passwordMethods/28c10230-6103-485e-b985-444c60001490/resetPassword", "{}",
        ContractsJson.Default.PasswordReset, _graph, Cancellation)).NewPassword!;

    public Task DecideAsync(string method, string change) => _server.SendAsync(HttpMethod.Patch, Policies + method, change, _graph, Cancellation);

    private static async Task<string> TokenAsync(PortalServer server, string pass, string resource) => (await server.PostFormAsync(
        "/common/oauth2/token", ContractsJson.Default.TokenResponse, Cancellation, ("grant_type", GrantTypes.TemporaryAccessPass),
        ("username", PortalServer.Administrator), ("temporary_access_pass", pass), ("resource", resource))).AccessToken;
}
