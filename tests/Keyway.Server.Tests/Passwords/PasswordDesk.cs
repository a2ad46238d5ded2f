using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.Passwords;
using Keyway.Server.Accounts;
using Keyway.Server.Connectors;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Journeys;
using Keyway.Server.Tests.Provisioning;
using Keyway.Server.Tokens;

namespace Keyway.Server.Tests.Passwords;

/// <summary>A running server with a synced domain, its people alice and bob, agents as a test wants them, and guessers at any loopback address.</summary>
internal sealed class PasswordDesk : IAsyncDisposable
{
    public const string Domain = "corp.test";

    private readonly List<IDisposable> _things = [];
    private Guid _connector;
    private Guid _administrator;

    private PasswordDesk(RunningServer server) => Server = server;

    public RunningServer Server { get; }

    public Account Alice { get; private set; } = null!;

    public Account Bob { get; private set; } = null!;

    public static async Task<PasswordDesk> StartAsync(bool enabled = true)
    {
        var desk = new PasswordDesk(await RunningServer.StartAsync());
        desk._connector = await desk.ConnectorAsync(Domain);
        desk._administrator = (await desk.Accounts.CreateAsync("operator@contoso.corp.com", "Operator", new HashSet<Role> { Role.GlobalAdministrator }, CancellationToken.None)).Value.Id;
        desk.Alice = await desk.SyncAsync("alice", 1101);
        desk.Bob = await desk.SyncAsync("bob", 1102);
        if (enabled)
            await desk.EnableAsync(new PasswordCheckPolicy(PasswordCheckStates.Enabled));
        return desk;
    }

    public AccountDirectory Accounts => Server.Get<AccountDirectory>();

    public async Task<Guid> ConnectorAsync(string domain) =>
        (await Server.Get<ConnectorDirectory>().RegisterAsync(new ConnectorRegistration("connect", domain), Guid.NewGuid(), CancellationToken.None)).Value.ClientId;

    /// <summary>A person as the connector syncs one.</summary>
    public async Task<Account> SyncAsync(string name, int rid)
    {
        var id = await new ScimClient(Server.Http, ConnectorToken(), Domain, 77).CreateUserAsync(name, rid);
        return Accounts.Find(Guid.Parse(id))!;
    }

    public async Task EnableAsync(PasswordCheckPolicy policy, string domain = Domain)
    {
        var reply = await new Client(Server.Http).PatchAsync($"/v1.0/passwordChecks/{domain}", policy, ContractsJson.Default.PasswordCheckPolicy, AdministratorToken());
        Assert.True(reply.Status == HttpStatusCode.NoContent, reply.Body);
    }

    /// <summary>A token of a connector, good from now by the server's clock.</summary>
    public string ConnectorToken(Guid? connector = null, string domain = Domain) => Server.Get<AccessTokens>().Issue(new Caller(
        null, connector ?? _connector, Resources.Provisioning, new HashSet<Role> { Role.Connector }, [AuthenticationMethod.ClientSecret], Server.Clock.GetUtcNow(), domain));

    public string AdministratorToken() => PersonToken(_administrator, Role.GlobalAdministrator);

    public string PersonToken(Guid person, params Role[] roles) => Server.Get<AccessTokens>().Issue(new Caller(
        person, null, Resources.Graph, roles.ToHashSet(), [AuthenticationMethod.SecurityKey, AuthenticationMethod.MultiFactor], Server.Clock.GetUtcNow(), null));

    /// <summary>An agent that is not running yet.</summary>
    public TestAgent Agent(Guid? connector = null, string domain = Domain)
    {
        var agent = new TestAgent(HttpFrom("127.0.0.1"), () => ConnectorToken(connector, domain), domain);
        _things.Add(agent);
        return agent;
    }

    /// <summary>An agent that answers by what it knows: names with their passwords, or verdicts.</summary>
    public async Task<TestAgent> RunningAgentAsync(int slots = 4)
    {
        var agent = Agent();
        await agent.RunAsync(slots);
        return agent;
    }

    /// <summary>Signs in with a password, from an address of the loopback network.</summary>
    public Task<Reply> SignInAsync(string userName, string password, string from = "127.0.0.1", string resource = Resources.Graph) =>
        new Client(HttpFrom(from)).TokenAsync(("grant_type", GrantTypes.Password), ("username", userName), ("password", password), ("resource", resource));

    public async Task<string> TokenAsync(string userName, string password, string from = "127.0.0.1", string resource = Resources.Graph) =>
        (await SignInAsync(userName, password, from, resource)).As(ContractsJson.Default.TokenResponse).AccessToken;

    public HttpClient HttpFrom(string address)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.CustomTrustStore.ImportFromPemFile(Path.Combine(Server.Options.TlsDirectory, "ca.pem"));
        var handler = new SocketsHttpHandler
        {
            SslOptions = { CertificateChainPolicy = policy },
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(IPAddress.Parse(address).MapToIPv6(), 0));
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback.MapToIPv6(), context.DnsEndPoint.Port), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        var http = new HttpClient(handler) { BaseAddress = Server.Http.BaseAddress };
        _things.Add(http);
        return http;
    }

    /// <summary>Changes the store as a sync or an administrator would.</summary>
    public async Task ExecuteAsync(string sql, params object[] arguments) =>
        Assert.True((await Server.Get<DurableWriter>().WriteAsync<bool>(session => session.Execute(sql, arguments) == 1)).Value);

    public static string Number(Reply reply) => System.Text.Json.JsonDocument.Parse(reply.Body).RootElement.GetProperty("keyway_error").GetString()!;

    public async ValueTask DisposeAsync()
    {
        foreach (var agent in _things.OfType<TestAgent>())
            await agent.StopAsync();
        await Server.DisposeAsync();
        _things.ForEach(thing => thing.Dispose());
    }
}
