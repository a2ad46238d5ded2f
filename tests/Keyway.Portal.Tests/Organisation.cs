using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.KerberosServers;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.Provisioning;
using Keyway.Lab;
using Keyway.Lab.Simulation;

namespace Keyway.Portal.Tests;

/// <summary>Sets up what administrators look at: their own key, people of a domain, its Kerberos server with drift, a report of the sync, a computer.</summary>
internal sealed class Organisation(PortalDesk desk, string token)
{
    private const string Keys = "/v1.0/me/authentication/fido2Methods";
    private const string DomainSid = "S-1-5-21-1111111111-2222222222-3333333333";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The browser's key becomes the administrator's, on the page's own origin.</summary>
    public async Task RegisterKeyAsync()
    {
        var options = await desk.Server.SendAsync(HttpMethod.Get, Keys + "/creationOptions", "", ContractsJson.Default.CreationOptionsResponse, token, Cancellation);
        await desk.GoAsync("/sign-in");
        var made = await desk.Page.EvaluateAsync<string>(
            """
            async options => {
              const json = JSON.parse(options);
              delete json.extensions.enforceCredentialProtectionPolicy;
              const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(json);
              const { id, response } = (await navigator.credentials.create({ publicKey })).toJSON();
              return JSON.stringify({ displayName: 'Blue key', publicKeyCredential: { id, response: { clientDataJSON: response.clientDataJSON, attestationObject: response.attestationObject } } });
            }
            """,
            JsonSerializer.Serialize(options.PublicKey, ContractsJson.Default.PublicKeyCreationOptions));
        await desk.Server.SendAsync(HttpMethod.Post, Keys, made, ContractsJson.Default.SecurityKeyMethod, token, Cancellation);
    }

    /// <summary>A domain that synced people, published a Kerberos server, and then found two differences.</summary>
    public async Task ConnectDomainAsync()
    {
        var connector = await SendAsync(HttpMethod.Post, "/v1.0/connectors", JsonSerializer.Serialize(new ConnectorRegistration("dc1", Domain.DnsName), ContractsJson.Default.ConnectorRegistration), ContractsJson.Default.ConnectorCredential);
        var provisioning = (await desk.Server.PostFormAsync(
            "/common/oauth2/token", ContractsJson.Default.TokenResponse, Cancellation, ("grant_type", GrantTypes.ClientCredentials), ("client_id", connector.ClientId.ToString()),
            ("client_secret", connector.ClientSecret!), ("resource", Resources.Provisioning))).AccessToken;
        var operations = new List<ScimBulkOperation>();
        foreach (var (name, number) in new[] { "ann.miller", "ben.smith", "clara.jones" }.Select((name, number) => (name, number)))
        {
            var person = new ScimUser([ScimSchemas.User, ScimSchemas.OnPremises], Domain.Upn(name), true, ExternalId: Guid.NewGuid().ToString(), DisplayName: name,
                OnPremises: new OnPremisesUser(name, Domain.DnsName, Domain.NetBiosName, $"{DomainSid}-{1104 + number}", PrimaryGroupSid: $"{DomainSid}-513"));
            operations.Add(new ScimBulkOperation("POST", "/Users", name, Data: JsonSerializer.SerializeToElement(person, ContractsJson.Default.ScimUser)));
        }

        using var bulk = new HttpRequestMessage(HttpMethod.Post, "/scim/v2/Bulk")
        {
            Content = JsonContent.Create(new ScimBulkRequest([ScimSchemas.BulkRequest], operations), ContractsJson.Default.ScimBulkRequest, new(ScimSchemas.MediaType)),
        };
        bulk.Headers.Authorization = new("Bearer", provisioning);
        using var reply = await desk.Server.Http.SendAsync(bulk, Cancellation);
        Assert.True(reply.IsSuccessStatusCode);

        var key = await desk.Server.SendAsync(HttpMethod.Get, "/kerberosServers/publicationKey", "", ContractsJson.Default.PublicationKey, provisioning, Cancellation);
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(Convert.FromBase64String(key.SubjectPublicKeyInfo), out _);
        var now = DateTimeOffset.UtcNow;
        var publication = new KerberosServerPublication(key.TenantId, now, "AzureADKerberos", Domain.DnsName, Domain.NetBiosName, DomainSid, 12345, "krbtgt_12345",
            4066, 7, now.AddDays(-170), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), [$"{DomainSid}-1103"], [$"{DomainSid}-512"]);
        var envelope = JsonSerializer.Serialize(
            new KerberosServerEnvelope(Contracts.Jose.PublicationJwe.Seal(rsa, JsonSerializer.SerializeToUtf8Bytes(publication, ContractsJson.Default.KerberosServerPublication))), ContractsJson.Default.KerberosServerEnvelope);
        var path = $"/kerberosServers/{Domain.DnsName}/AzureADKerberos";
        var state = await desk.Server.SendAsync(HttpMethod.Put, path, envelope, ContractsJson.Default.KerberosServerState, provisioning, Cancellation);
        var drift = new DriftReport(DateTimeOffset.UtcNow, state.Version,
        [
            new DriftFinding(DriftKind.AllowListChanged, "the domain also allows CONTOSO\\Domain Admins"), new DriftFinding(DriftKind.KeyVersionDiffers, "4070 in the domain, 4066 here"),
        ]);
        await desk.Server.SendAsync(
            HttpMethod.Put, path + "/drift", JsonSerializer.Serialize(drift, ContractsJson.Default.DriftReport), ContractsJson.Default.KerberosServerState, provisioning, Cancellation);
        var report = new SynchronizationReport("delta", now.AddSeconds(-2), now, "failed", Updated: 3, NextWithinSeconds: 60, Error: "KW4130");
        await desk.Server.SendAsync(
            HttpMethod.Put, $"/synchronization/{Domain.DnsName}", JsonSerializer.Serialize(report, ContractsJson.Default.SynchronizationReport), ContractsJson.Default.SynchronizationState, provisioning, Cancellation);
    }

    /// <summary>A computer that somebody joined.</summary>
    /// <param name="enrols">Whether it also enrols in device management.</param>
    public async Task JoinComputerAsync(string name, bool enrols = false)
    {
        var pass = await SendAsync(HttpMethod.Post, $"/v1.0/users/{Domain.Upn("ann.miller")}/authentication/temporaryAccessPassMethods", """{"lifetimeInMinutes":60}""", ContractsJson.Default.TemporaryAccessPassMethod);
        using var device = new SimulatedDevice(desk.Server.Http);
        await device.JoinAsync(
            await SimulatedDevice.TokenByPassAsync(desk.Server.Http, Domain.Upn("ann.miller"), pass.TemporaryAccessPass!, Resources.DeviceRegistration, Cancellation), Domain.DnsName, name, Cancellation);
        if (enrols)
            await device.EnrolAsync(desk.Server.Url.TrimEnd('/'), Cancellation);
    }

    /// <summary>A cloud group with one member.</summary>
    public async Task MakeGroupAsync(string name, string member)
    {
        var group = await PostAsync("/v1.0/groups", $"{{\"displayName\":\"{name}\"}}");
        using var person = new HttpRequestMessage(HttpMethod.Get, "/v1.0/users/" + Domain.Upn(member)) { Headers = { Authorization = new("Bearer", token) } };
        using var found = await desk.Server.Http.SendAsync(person, Cancellation);
        var id = (await found.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("id").GetString();
        await PostAsync($"/v1.0/groups/{group.GetProperty("id").GetString()}/members/$ref", $"{{\"@odata.id\":\"{desk.Server.Url.TrimEnd('/')}/v1.0/directoryObjects/{id}\"}}");
    }

    private async Task<JsonElement> PostAsync(string path, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Headers = { Authorization = new("Bearer", token) }, Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json") };
        using var reply = await desk.Server.Http.SendAsync(request, Cancellation);
        var text = await reply.Content.ReadAsStringAsync(Cancellation);
        Assert.True(reply.IsSuccessStatusCode, text);
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>Somebody types wrong passes.</summary>
    public async Task BeRefusedAsync()
    {
        foreach (var user in new[] { "ben.smith", "clara.jones" })
        {
            using var form = new FormUrlEncodedContent([new("grant_type", GrantTypes.TemporaryAccessPass), new("username", Domain.Upn(user)), new("temporary_access_pass", "wrong"), new("resource", Resources.Graph)]);
            using var reply = await desk.Server.Http.PostAsync(new Uri("/common/oauth2/token", UriKind.Relative), form, Cancellation);
            Assert.False(reply.IsSuccessStatusCode);
        }
    }

    public async Task OpenAsync(string path, string heading)
    {
        await desk.GoAsync(path);
        await desk.HeadingAsync(heading);
    }

    private Task<T> SendAsync<T>(HttpMethod method, string path, string json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        desk.Server.SendAsync(method, path, json, type, token, Cancellation);
}
