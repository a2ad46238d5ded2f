using System.Net;
using System.Text;
using Keyway.Contracts.OAuth;
using Keyway.Server.Accounts;
using Keyway.Server.Applications;
using Keyway.Server.Tests.Provisioning;
using Keyway.Server.Tokens;

namespace Keyway.Server.Tests.Graph;

/// <summary>O06: least privilege. Every address of the API is asked by a person of every role and by an application of every permission; who gets in stands in docs/dev/graph.md.</summary>
public sealed class AccessTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    [Fact]
    public void The_page_says_of_every_address_what_the_server_does()
    {
        var server = AccessTable.OfServer(fixture.Server);
        if (Environment.GetEnvironmentVariable("KEYWAY_WRITE_DOCS") == "1")
            AccessTable.Write(server);
        Assert.Equal(server.Select(Text), AccessTable.OfPage().Select(Text));
        Assert.NotEmpty(server);

        static string Text(AccessTable.Row row) => $"{row.Method} {row.Path} {string.Concat(row.People.Select(allowed => allowed ? '+' : '-'))} {string.Join(' ', row.Permissions)}";
    }

    [Fact]
    public async Task O06_every_address_lets_in_the_roles_of_the_table_and_no_other()
    {
        var people = new List<ScimClient> { await fixture.PersonAsync(Resources.Graph) };
        foreach (var role in AccessTable.Roles)
            people.Add(await fixture.PersonAsync(Resources.Graph, role));
        var wrong = new List<string>();
        // Whoever ends the own sign-ins is asked for nothing after that.
        foreach (var row in AccessTable.OfPage().OrderBy(row => row.Path == "/v1.0/me/revokeSignInSessions"))
        {
            for (var index = 0; index < people.Count; index++)
            {
                var reply = await AskAsync(people[index], row);
                if (IsLetIn(reply) != row.People[index])
                    wrong.Add($"{row.Method} {row.Path} by {(index == 0 ? "nobody's role" : AccessTable.Roles[index - 1])}: {reply.Status} {reply.Text}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task O06_every_address_lets_in_the_permissions_of_the_table_and_no_other()
    {
        var applications = new Dictionary<string, ScimClient>();
        foreach (var permission in Permissions.OfApplications)
            applications[permission.Name()] = await ApplicationAsync(permission);
        var none = await ApplicationAsync();
        var wrong = new List<string>();
        foreach (var row in AccessTable.OfPage())
        {
            foreach (var (permission, application) in applications.Append(KeyValuePair.Create("", none)))
            {
                var reply = await AskAsync(application, row);
                // What is about the signed-in person lets a permission in and finds no person.
                if (IsLetIn(reply) != row.Permissions.Contains(permission) && !reply.Text.Contains("KW2787", StringComparison.Ordinal))
                    wrong.Add($"{row.Method} {row.Path} by {permission}: {reply.Status} {reply.Text}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task O06_a_limited_token_of_a_global_administrator_reaches_what_role_and_permission_both_reach()
    {
        var administrator = await fixture.PersonAsync(Resources.Graph, Role.GlobalAdministrator);
        var limited = Limited(administrator.AccountId, [Role.GlobalAdministrator], Permission.UserReadAll);
        var person = await fixture.PersonAsync(Resources.Graph);
        var without = Limited(person.AccountId, [], Permission.UserReadAll, Permission.DeviceReadWriteAll);
        Assert.Equal(HttpStatusCode.OK, (await limited.SendAsync(HttpMethod.Get, "/v1.0/users", (byte[]?)null)).Status);
        Assert.Equal(HttpStatusCode.OK, (await limited.SendAsync(HttpMethod.Get, "/v1.0/me", (byte[]?)null)).Status);
        foreach (var path in new[] { "/v1.0/groups", "/v1.0/devices", "/v1.0/applications", "/v1.0/connectors", "/v1.0/me/authentication/fido2Methods", $"/v1.0/users/{person.AccountId}/authentication/fido2Methods" })
            (await limited.SendAsync(HttpMethod.Get, path, (byte[]?)null)).AssertRefused(HttpStatusCode.Forbidden, "KW2005");
        foreach (var path in new[] { "/v1.0/users", "/v1.0/devices" })
            (await without.SendAsync(HttpMethod.Get, path, (byte[]?)null)).AssertRefused(HttpStatusCode.Forbidden, "KW2005");
    }

    private ScimClient Limited(Guid account, Role[] roles, params Permission[] permissions) => new(
        fixture.Server.Http,
        fixture.Server.Get<AccessTokens>().Issue(new Caller(
            account, null, Resources.Graph, roles.ToHashSet(), [AuthenticationMethod.SecurityKey, AuthenticationMethod.MultiFactor], fixture.Server.Clock.GetUtcNow(), null, permissions.ToHashSet())),
        "", 0);

    private async Task<ScimClient> ApplicationAsync(params Permission[] permissions)
    {
        var directory = fixture.Server.Get<ApplicationDirectory>();
        var application = (await directory.RegisterAsync("app", Guid.NewGuid(), CancellationToken.None)).Value;
        foreach (var permission in permissions)
            Assert.True((await directory.GrantAsync(application.Id, permission, Guid.NewGuid(), CancellationToken.None)).Succeeded);
        return new ScimClient(
            fixture.Server.Http,
            fixture.Server.Get<AccessTokens>().Issue(new Caller(
                null, application.Id, Resources.Graph, new HashSet<Role>(), [AuthenticationMethod.ClientSecret], fixture.Server.Clock.GetUtcNow(), null, permissions.ToHashSet())),
            "", 0);
    }

    // Ids that nothing has, and bodies that nothing takes: whoever is let in is refused for something else, and nothing changes.
    private static async Task<ScimReply> AskAsync(ScimClient caller, AccessTable.Row row)
    {
        var path = System.Text.RegularExpressions.Regex.Replace(row.Path, "\\{[a-zA-Z]+\\}", match => match.Value is "{domain}" or "{name}" ? "nowhere.test" : "00000000-0000-0000-0000-00000000abcd");
        var body = row.Method is "GET" or "DELETE" ? null : Encoding.UTF8.GetBytes("[]");
        return await caller.SendAsync(new HttpMethod(row.Method), path, body, null, "application/json");
    }

    private static bool IsLetIn(ScimReply reply) => reply.Status != HttpStatusCode.Forbidden || !reply.Text.Contains("KW2005", StringComparison.Ordinal);
}
