using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.Jose;
using Keyway.Contracts.KerberosServers;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.Provisioning;
using Keyway.Device.IdentityServer;
using Keyway.Tests;

namespace Keyway.Device.Tests.RealServer;

/// <summary>
/// A real <c>keyway-server</c> with an administrator, a published Kerberos server and two synced people: alice, who may have tickets, and bob, who
/// may not. There is no domain controller behind it: what needs one is tested by the journeys over the lab.
/// </summary>
public sealed class Organisation : IAsyncLifetime
{
    public const string Domain = "contoso.corp.com";
    public const string Administrator = "admin@" + Domain;
    private const string DomainSid = "S-1-5-21-1004336348-1177238915-682003330";
    private const string AllowedGroup = DomainSid + "-1201";

    private readonly TestFolder _folder = new();
    private Process? _server;
    private HttpClient _http = new();

    public string Url { get; private set; } = string.Empty;

    public string CaFile => _folder.Entry("server/tls/ca.pem");

    public string PinFile => _folder.Entry("pin");

    internal TestFolder Folder => _folder;

    /// <summary>The options that name the server.</summary>
    public string[] Server => ["--server", Url, "--ca-file", CaFile];

    public string KeyOf(string user) => _folder.Entry(user + ".key");

    public async ValueTask InitializeAsync()
    {
        Url = $"https://localhost:{FreePorts.Pair()}";
        _folder.Write("pin", "246810\n");
        string[] setup = ["--data", _folder.Entry("server"), "--url", Url, "--tenant-name", "Contoso", "--tenant-domain", Domain];
        var initialised = await BuiltProgram.RunAsync(BuiltProgram.Server, ["init", .. setup, "--json"]);
        Assert.True(initialised.ExitCode == 0, initialised.Error);
        using var first = JsonDocument.Parse(initialised.Output);
        _server = BuiltProgram.Start(BuiltProgram.Server, ["run", .. setup]);
        _server.ErrorDataReceived += (_, _) => { };
        _server.BeginErrorReadLine();
        Assert.NotNull(await _server.StandardOutput.ReadLineAsync());
        _ = _server.StandardOutput.ReadToEndAsync();

        var trust = ServerTrust.FromFile(CaFile).Value;
        _http = new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = trust.ChainPolicy() } }) { BaseAddress = new Uri(Url) };
        await RegisterKeyAsync("admin", first.RootElement.GetProperty("code").GetString()!);
        await ProvisionAsync();
        foreach (var user in new[] { "alice", "bob" })
            await RegisterKeyAsync(user, await IssuePassAsync(user));
        var joined = await BuiltProgram.KeywayAsync(
            ["--state", _folder.Entry("joined"), "join", .. Server, "--user", $"alice@{Domain}", "--key", KeyOf("alice"), "--pin-file", PinFile, "--tpm", "none"]);
        Assert.True(joined.ExitCode == 0, joined.Error);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            _server.Kill(entireProcessTree: true);
            await _server.WaitForExitAsync();
            _server.Dispose();
        }

        _http.Dispose();
        _folder.Dispose();
    }

    /// <summary>Gives a test its own copy of a joined computer, in a new folder.</summary>
    internal string CopyJoined(string state)
    {
        foreach (var file in Directory.EnumerateFiles(_folder.Entry("joined"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(state, Path.GetRelativePath(_folder.Entry("joined"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!, File.GetUnixFileMode(Path.GetDirectoryName(file)!));
            File.Copy(file, copy);
        }

        File.SetUnixFileMode(state, File.GetUnixFileMode(_folder.Entry("joined")));
        return state;
    }

    /// <summary>A Temporary Access Pass, usable once.</summary>
    public async Task<string> IssuePassAsync(string user)
    {
        using var reply = await SendAsync(
            HttpMethod.Post, $"v1.0/users/{user}@{Domain}/authentication/temporaryAccessPassMethods", await AdministratorTokenAsync(Resources.Graph),
            JsonContent.Create(new TemporaryAccessPassRequest(LifetimeInMinutes: 60, IsUsableOnce: true), ContractsJson.Default.TemporaryAccessPassRequest));
        return (await reply.Content.ReadFromJsonAsync(ContractsJson.Default.TemporaryAccessPassMethod))!.TemporaryAccessPass!;
    }

    /// <summary>Whether the server has a device of this id.</summary>
    internal async Task<bool> KnowsAsync(Guid device)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"v1.0/devices/{device}") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", await AdministratorTokenAsync(Resources.Graph)) } };
        using var reply = await _http.SendAsync(request);
        return reply.IsSuccessStatusCode;
    }

    /// <summary>An administrator disables a device.</summary>
    internal async Task DisableAsync(Guid device)
    {
        using var content = new StringContent("{\"accountEnabled\":false}", System.Text.Encoding.UTF8, "application/json");
        using var reply = await SendAsync(HttpMethod.Patch, $"v1.0/devices/{device}", await AdministratorTokenAsync(Resources.Graph), content);
    }

    /// <summary>An administrator deletes a device.</summary>
    internal async Task DeleteAsync(Guid device)
    {
        using var reply = await SendAsync(HttpMethod.Delete, $"v1.0/devices/{device}", await AdministratorTokenAsync(Resources.Graph), null);
    }

    /// <summary>An administrator puts a profile in the place of the former one.</summary>
    internal async Task SetManagementAsync(string profile)
    {
        using var content = new StringContent(profile, System.Text.Encoding.UTF8, "application/json");
        using var reply = await SendAsync(HttpMethod.Put, "v1.0/deviceManagement/securityKeyProfile", await AdministratorTokenAsync(Resources.Graph), content);
    }

    /// <summary>How a device stands towards the profile, as administrators see it.</summary>
    internal async Task<string> ManagementStateAsync(Guid device)
    {
        using var reply = await SendAsync(HttpMethod.Get, $"v1.0/deviceManagement/managedDevices/{device}", await AdministratorTokenAsync(Resources.Graph), null);
        using var document = JsonDocument.Parse(await reply.Content.ReadAsStringAsync());
        return document.RootElement.GetProperty("managementState").GetString()!;
    }

    private async Task RegisterKeyAsync(string user, string pass)
    {
        var made = await BuiltProgram.KeywayAsync("security-key", "create-software", KeyOf(user), "--pin-file", PinFile);
        Assert.True(made.ExitCode == 0, made.Error);
        var registered = await BuiltProgram.KeywayWithInputAsync(
            pass + "\n",
            ["security-key", "register", .. Server, "--user", $"{user}@{Domain}", "--tap-file", "-", "--key", KeyOf(user), "--pin-file", PinFile, "--name", $"Key of {user}"]);
        Assert.True(registered.ExitCode == 0, registered.Error);
    }

    private async Task ProvisionAsync()
    {
        using var registered = await SendAsync(
            HttpMethod.Post, "v1.0/connectors", await AdministratorTokenAsync(Resources.Graph),
            JsonContent.Create(new ConnectorRegistration("tests", Domain), ContractsJson.Default.ConnectorRegistration));
        var connector = (await registered.Content.ReadFromJsonAsync(ContractsJson.Default.ConnectorCredential))!;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = GrantTypes.ClientCredentials,
            ["client_id"] = connector.ClientId.ToString(),
            ["client_secret"] = connector.ClientSecret!,
            ["resource"] = Resources.Provisioning,
        });
        using var granted = await _http.PostAsync(new Uri("common/oauth2/token", UriKind.Relative), form);
        var token = (await granted.EnsureSuccessStatusCode().Content.ReadFromJsonAsync(ContractsJson.Default.TokenResponse))!.AccessToken;

        var alice = await AddUserAsync(token, "alice", 1105);
        await AddUserAsync(token, "bob", 1106);
        using var group = await SendAsync(HttpMethod.Post, "scim/v2/Groups", token, JsonContent.Create(
            new ScimGroup(
                [ScimSchemas.Group, ScimSchemas.OnPremises], "Security Key Users", ExternalId: Guid.NewGuid().ToString(), Members: [new ScimMember(alice, "User")],
                OnPremises: new OnPremisesGroup("Security Key Users", Domain, AllowedGroup)),
            ContractsJson.Default.ScimGroup, new MediaTypeHeaderValue(ScimSchemas.MediaType)));
        await PublishKerberosServerAsync(token);
    }

    private async Task<string> AddUserAsync(string token, string name, int rid)
    {
        var user = new ScimUser(
            [ScimSchemas.User, ScimSchemas.OnPremises], $"{name}@{Domain}", Active: true, ExternalId: Guid.NewGuid().ToString(), DisplayName: name,
            OnPremises: new OnPremisesUser(name, Domain, "CONTOSO", $"{DomainSid}-{rid}", PasswordLastSet: DateTimeOffset.UtcNow.AddDays(-1), PrimaryGroupSid: DomainSid + "-513"));
        using var reply = await SendAsync(HttpMethod.Post, "scim/v2/Users", token, JsonContent.Create(user, ContractsJson.Default.ScimUser, new MediaTypeHeaderValue(ScimSchemas.MediaType)));
        return (await reply.Content.ReadFromJsonAsync(ContractsJson.Default.ScimUser))!.Id!;
    }

    private async Task PublishKerberosServerAsync(string token)
    {
        using var reply = await SendAsync(HttpMethod.Get, "kerberosServers/publicationKey", token, null);
        var publicationKey = (await reply.Content.ReadFromJsonAsync(ContractsJson.Default.PublicationKey))!;
        using var key = RSA.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicationKey.SubjectPublicKeyInfo), out _);
        var publication = new KerberosServerPublication(
            publicationKey.TenantId, DateTimeOffset.UtcNow, "AzureADKerberos", Domain, "CONTOSO", DomainSid, 17530, "krbtgt_AzureAD", 1585708, 1, DateTimeOffset.UtcNow,
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), [AllowedGroup], []);
        var envelope = new KerberosServerEnvelope(PublicationJwe.Seal(key, JsonSerializer.SerializeToUtf8Bytes(publication, ContractsJson.Default.KerberosServerPublication)));
        using var published = await SendAsync(
            HttpMethod.Put, $"kerberosServers/{Domain}/AzureADKerberos", token, JsonContent.Create(envelope, ContractsJson.Default.KerberosServerEnvelope));
    }

    private async Task<string> AdministratorTokenAsync(string resource)
    {
        var ran = await BuiltProgram.KeywayAsync(["access-token", .. Server, "--key", KeyOf("admin"), "--pin-file", PinFile, "--resource", resource]);
        Assert.True(ran.ExitCode == 0, ran.Error);
        return ran.Output.Trim();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string token, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content, Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        var reply = await _http.SendAsync(request);
        Assert.True(reply.IsSuccessStatusCode, $"{method} {path}: {(int)reply.StatusCode} {await reply.Content.ReadAsStringAsync()}");
        return reply;
    }
}
