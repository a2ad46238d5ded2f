using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Keyway.Contracts;
using Keyway.Contracts.Devices;
using Keyway.Contracts.Graph;
using Keyway.Contracts.Jose;
using Keyway.Contracts.KerberosServers;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.Provisioning;
using Keyway.Lab;
using Keyway.Lab.Simulation;

namespace Keyway.Bench;

/// <summary>Fills a server the way its administrators do: connector, people by SCIM, a Kerberos server key, a pass, a key and a device for each.</summary>
internal sealed class BenchTenant : IDisposable
{
    private const string DomainSid = "S-1-5-21-1111111111-2222222222-3333333333";
    private const int FirstRid = 1104;
    private const int AllowedGroupRid = 1103;

    private readonly HttpClient _server;
    private readonly SimulatedCredential _administrator;
    private string? _token;

    private BenchTenant(HttpClient server, TenantDiscovery discovery)
    {
        _server = server;
        Discovery = discovery;
        _administrator = NewCredential();
    }

    public TenantDiscovery Discovery { get; }

    /// <summary>One person, one key, one device each.</summary>
    public List<(SimulatedDevice Device, SimulatedCredential Key)> People { get; } = [];

    public static async Task<BenchTenant> PopulateAsync(BenchServer server, int people)
    {
        var tenant = new BenchTenant(server.Client, await SimulatedDevice.DiscoverAsync(server.Client, CancellationToken.None));
        await tenant.RegisterAsync(tenant._administrator, server.Administrator, server.Code);
        var provisioning = await tenant.ConnectorTokenAsync();
        await tenant.SyncAsync(provisioning, people);
        await tenant.PublishAsync(provisioning);
        for (var number = 0; number < people; number++)
            await tenant.AddPersonAsync(UserName(number));
        return tenant;
    }

    /// <summary>A tenant with its administrator and one connector, and nobody else.</summary>
    public static async Task<ConnectorCredential> RegisterConnectorAsync(BenchServer server)
    {
        using var tenant = new BenchTenant(server.Client, await SimulatedDevice.DiscoverAsync(server.Client, CancellationToken.None));
        await tenant.RegisterAsync(tenant._administrator, server.Administrator, server.Code);
        return await tenant.RegisterConnectorAsync();
    }

    public void Dispose()
    {
        _administrator.Dispose();
        foreach (var (device, key) in People)
        {
            device.Dispose();
            key.Dispose();
        }
    }

    private static string UserName(int number) => string.Create(CultureInfo.InvariantCulture, $"user{number}@{Domain.DnsName}");

    private SimulatedCredential NewCredential() => new(Discovery.KeywayService.RelyingPartyId, Discovery.KeywayService.Origin);

    private async Task AddPersonAsync(string user)
    {
        var key = NewCredential();
        await RegisterAsync(key, user, await IssuePassAsync(user));
        var device = new SimulatedDevice(_server);
        var token = await SimulatedDevice.TokenByPassAsync(_server, user, await IssuePassAsync(user), Resources.DeviceRegistration, CancellationToken.None);
        await device.JoinAsync(token, Domain.DnsName, "bench", CancellationToken.None);
        People.Add((device, key));
    }

    private async Task RegisterAsync(SimulatedCredential key, string user, string pass)
    {
        var token = await SimulatedDevice.TokenByPassAsync(_server, user, pass, Resources.Graph, CancellationToken.None);
        var options = await SendAsync(HttpMethod.Get, "/v1.0/me/authentication/fido2Methods/creationOptions", null, token, ContractsJson.Default.CreationOptionsResponse);
        await SendAsync(HttpMethod.Post, "/v1.0/me/authentication/fido2Methods",
            JsonContent.Create(key.Register(options.PublicKey, "bench"), ContractsJson.Default.SecurityKeyRegistration), token, ContractsJson.Default.SecurityKeyMethod);
    }

    private async Task<string> IssuePassAsync(string user) =>
        (await SendAsync(HttpMethod.Post, $"/v1.0/users/{user}/authentication/temporaryAccessPassMethods",
            JsonContent.Create(new TemporaryAccessPassRequest(IsUsableOnce: true), ContractsJson.Default.TemporaryAccessPassRequest),
            await AdministratorTokenAsync(), ContractsJson.Default.TemporaryAccessPassMethod)).TemporaryAccessPass!;

    private async Task<string> AdministratorTokenAsync()
    {
        if (_token is not null)
            return _token;
        using var device = new SimulatedDevice(_server);
        var nonce = await device.NonceAsync(CancellationToken.None);
        return _token = await TokenAsync(new()
        {
            ["grant_type"] = GrantTypes.SecurityKey,
            ["assertion"] = JsonSerializer.Serialize(_administrator.Sign(nonce), ContractsJson.Default.SecurityKeyAssertion),
            ["request_nonce"] = nonce,
            ["resource"] = Resources.Graph,
        });
    }

    private async Task<ConnectorCredential> RegisterConnectorAsync() => await SendAsync(HttpMethod.Post, "/v1.0/connectors",
        JsonContent.Create(new ConnectorRegistration("bench", Domain.DnsName), ContractsJson.Default.ConnectorRegistration),
        await AdministratorTokenAsync(), ContractsJson.Default.ConnectorCredential);

    private async Task<string> ConnectorTokenAsync()
    {
        var connector = await RegisterConnectorAsync();
        return await TokenAsync(new()
        {
            ["grant_type"] = GrantTypes.ClientCredentials,
            ["client_id"] = connector.ClientId.ToString(),
            ["client_secret"] = connector.ClientSecret!,
            ["resource"] = Resources.Provisioning,
        });
    }

    private async Task SyncAsync(string token, int people)
    {
        var operations = new List<ScimBulkOperation>();
        for (var number = 0; number < people; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"user{number}");
            var user = new ScimUser([ScimSchemas.User, ScimSchemas.OnPremises], UserName(number), true,
                ExternalId: Guid.NewGuid().ToString(), DisplayName: name,
                OnPremises: new OnPremisesUser(name, Domain.DnsName, Domain.NetBiosName, Sid(FirstRid + number), PrimaryGroupSid: Sid(513)));
            operations.Add(new ScimBulkOperation("POST", "/Users", name, Data: JsonSerializer.SerializeToElement(user, ContractsJson.Default.ScimUser)));
        }

        var group = new ScimGroup([ScimSchemas.Group, ScimSchemas.OnPremises], Domain.AllowedGroup, ExternalId: Guid.NewGuid().ToString(),
            Members: [.. operations.Select(operation => new ScimMember("bulkId:" + operation.BulkId, "User"))],
            OnPremises: new OnPremisesGroup(Domain.AllowedGroup, Domain.DnsName, Sid(AllowedGroupRid)));
        operations.Add(new ScimBulkOperation("POST", "/Groups", "group", Data: JsonSerializer.SerializeToElement(group, ContractsJson.Default.ScimGroup)));
        var reply = await SendAsync(HttpMethod.Post, "/scim/v2/Bulk",
            JsonContent.Create(new ScimBulkRequest([ScimSchemas.BulkRequest], operations), ContractsJson.Default.ScimBulkRequest, MediaTypeHeaderValue.Parse(ScimSchemas.MediaType)),
            token, ContractsJson.Default.ScimBulkResponse);
        if (reply.Operations.FirstOrDefault(result => result.Status != "201") is { } refused)
            throw new InvalidOperationException("SCIM: " + refused.Response?.Detail);
    }

    private async Task PublishAsync(string token)
    {
        var key = await SendAsync(HttpMethod.Get, "/kerberosServers/publicationKey", null, token, ContractsJson.Default.PublicationKey);
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(Convert.FromBase64String(key.SubjectPublicKeyInfo), out _);
        var now = DateTimeOffset.UtcNow;
        var publication = new KerberosServerPublication(key.TenantId, now, "AzureADKerberos", Domain.DnsName, Domain.NetBiosName, DomainSid, 12345, "krbtgt_12345",
            1, 1, now, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), [Sid(AllowedGroupRid)], [Sid(512)]);
        var envelope = new KerberosServerEnvelope(PublicationJwe.Seal(rsa, JsonSerializer.SerializeToUtf8Bytes(publication, ContractsJson.Default.KerberosServerPublication)));
        await SendAsync(HttpMethod.Put, $"/kerberosServers/{Domain.DnsName}/AzureADKerberos",
            JsonContent.Create(envelope, ContractsJson.Default.KerberosServerEnvelope), token, ContractsJson.Default.KerberosServerState);
    }

    private static string Sid(int rid) => string.Create(CultureInfo.InvariantCulture, $"{DomainSid}-{rid}");

    private async Task<string> TokenAsync(Dictionary<string, string> form)
    {
        using var content = new FormUrlEncodedContent(form);
        using var reply = await _server.PostAsync(new Uri("/common/oauth2/token", UriKind.Relative), content);
        return (await ReadAsync(reply, ContractsJson.Default.TokenResponse)).AccessToken;
    }

    private async Task<T> SendAsync<T>(HttpMethod method, string path, HttpContent? content, string token, JsonTypeInfo<T> type)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var reply = await _server.SendAsync(request);
        return await ReadAsync(reply, type);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage reply, JsonTypeInfo<T> type) => reply.IsSuccessStatusCode
        ? (await reply.Content.ReadFromJsonAsync(type))!
        : throw new InvalidOperationException($"{reply.RequestMessage!.RequestUri!.AbsolutePath}: {(int)reply.StatusCode} {await reply.Content.ReadAsStringAsync()}");
}
