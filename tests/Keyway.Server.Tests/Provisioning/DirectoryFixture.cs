using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Server.Accounts;
using Keyway.Server.Connectors;
using Keyway.Server.Tokens;

namespace Keyway.Server.Tests.Provisioning;

/// <summary>One running server for the tests of a class. Each test takes a domain of its own, so that they do not see each other.</summary>
public sealed class DirectoryFixture : IAsyncLifetime
{
    private int _count;

    internal RunningServer Server { get; private set; } = null!;

    internal AccountDirectory Accounts => Server.Get<AccountDirectory>();

    public async ValueTask InitializeAsync() => Server = await RunningServer.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>A connector of a new domain.</summary>
    internal async Task<ScimClient> ConnectorAsync()
    {
        var number = Interlocked.Increment(ref _count);
        var domain = $"d{number}.test";
        var credential = (await Server.Get<ConnectorDirectory>().RegisterAsync(new ConnectorRegistration("connect", domain), Guid.NewGuid(), CancellationToken.None)).Value;
        var caller = new Caller(null, credential.ClientId, Resources.Provisioning, new HashSet<Role> { Role.Connector }, [AuthenticationMethod.ClientSecret], Server.Clock.GetUtcNow(), domain);
        return new ScimClient(Server.Http, Server.Get<AccessTokens>().Issue(caller), domain, number);
    }

    /// <summary>A new cloud-only person with roles.</summary>
    internal async Task<ScimClient> PersonAsync(string resource, params Role[] roles)
    {
        var number = Interlocked.Increment(ref _count);
        var account = (await Accounts.CreateAsync($"person{number}@contoso.corp.com", $"Person {number}", roles.ToHashSet(), CancellationToken.None)).Value;
        var caller = new Caller(account.Id, null, resource, roles.ToHashSet(), [AuthenticationMethod.SecurityKey, AuthenticationMethod.MultiFactor], Server.Clock.GetUtcNow(), null);
        return new ScimClient(Server.Http, Server.Get<AccessTokens>().Issue(caller), account.UserName, number) { AccountId = account.Id };
    }

    internal Task<ScimClient> AdministratorAsync() => PersonAsync(Resources.Provisioning, Role.GlobalAdministrator);
}
