using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Server.Accounts;
using Keyway.Server.Storage;

namespace Keyway.Server.Tests.Journeys;

/// <summary>A running server with its first administrator signed in by a key, ready for people and devices.</summary>
internal sealed class Organisation : IAsyncDisposable
{
    private readonly List<IDisposable> _things = [];

    private Organisation(RunningServer server) => Server = server;

    public RunningServer Server { get; }

    public Client Client => new(Server.Http);

    public TestSecurityKey AdministratorKey { get; private set; } = null!;

    public static async Task<Organisation> StartAsync()
    {
        var organisation = new Organisation(await RunningServer.StartAsync());
        organisation.AdministratorKey = organisation.NewKey();
        var token = await organisation.Client.PassTokenAsync(organisation.Server.Administrator.UserName, organisation.Server.Administrator.Code!);
        (await organisation.Client.RegisterAsync(token, organisation.AdministratorKey)).As(ContractsJson.Default.SecurityKeyMethod);
        return organisation;
    }

    public Task<string> AdministratorTokenAsync() => Client.KeyTokenAsync(AdministratorKey);

    public TestSecurityKey NewKey(Guid? aaguid = null)
    {
        var key = aaguid is { } model ? new TestSecurityKey { Aaguid = model } : new TestSecurityKey();
        _things.Add(key);
        return key;
    }

    /// <summary>A cloud-only person.</summary>
    public async Task<Account> PersonAsync(string name = "alice", params Role[] roles) =>
        (await Server.Get<AccountDirectory>().CreateAsync($"{name}@contoso.corp.com", name, roles.ToHashSet(), TestContext.Current.CancellationToken)).Value;

    /// <summary>A pass as the administrator issues it.</summary>
    public async Task<string> PassAsync(Account account, bool once = false, int minutes = 60)
    {
        var reply = await Client.PostAsync(
            $"/v1.0/users/{account.Id}/authentication/temporaryAccessPassMethods", new TemporaryAccessPassRequest(null, minutes, once),
            ContractsJson.Default.TemporaryAccessPassRequest, await AdministratorTokenAsync());
        return reply.As(ContractsJson.Default.TemporaryAccessPassMethod).TemporaryAccessPass!;
    }

    /// <summary>A registered key of the person.</summary>
    public async Task<TestSecurityKey> KeyAsync(Account account, Guid? aaguid = null)
    {
        var key = NewKey(aaguid);
        var token = await Client.PassTokenAsync(account.UserName, await PassAsync(account));
        (await Client.RegisterAsync(token, key)).As(ContractsJson.Default.SecurityKeyMethod);
        return key;
    }

    /// <summary>A computer that the key's owner joined.</summary>
    public async Task<TestDevice> DeviceAsync(TestSecurityKey key)
    {
        var device = new TestDevice();
        _things.Add(device);
        await Client.JoinAsync(await Client.KeyTokenAsync(key, Resources.DeviceRegistration), device);
        return device;
    }

    /// <summary>Changes the store behind the features' backs, as another server on the same store would.</summary>
    public async Task ExecuteAsync(string sql) => Assert.True((await Server.Get<DurableWriter>().WriteAsync<bool>(session => session.Execute(sql) > 0)).Value);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        foreach (var thing in _things)
            thing.Dispose();
    }
}
