using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.Jose;
using Keyway.Contracts.KerberosServers;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.SignIn;
using Keyway.Kerberos.PartialTickets;
using Keyway.Server.Accounts;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.PrimaryRefreshTokens;

/// <summary>The whole sign-in of a synced person, from the connector's first call to the opened partial TGT.</summary>
public sealed class TicketSignInTests : IAsyncLifetime
{
    private const string DomainSid = "S-1-5-21-100-200-300";
    private const string Scim = "urn:keyway:params:scim:schemas:extension:onpremises:2.0";

    private readonly byte[] _krbtgt = RandomNumberGenerator.GetBytes(32);
    private Organisation _organisation = null!;
    private string _connector = "";

    private Client Client => _organisation.Client;

    public async ValueTask InitializeAsync()
    {
        _organisation = await Organisation.StartAsync();
        var credential = (await Client.PostAsync(
            "/v1.0/connectors", new ConnectorRegistration("sync", "contoso.corp.com"), ContractsJson.Default.ConnectorRegistration, await _organisation.AdministratorTokenAsync()))
            .As(ContractsJson.Default.ConnectorCredential);
        _connector = (await Client.TokenAsync(
            ("grant_type", GrantTypes.ClientCredentials), ("client_id", credential.ClientId.ToString()), ("client_secret", credential.ClientSecret!), ("resource", Resources.Provisioning)))
            .As(ContractsJson.Default.TokenResponse).AccessToken;
        await SyncAsync("zoe", 1999, primaryGroup: 513);
        await PublishAsync();
    }

    public ValueTask DisposeAsync() => _organisation.DisposeAsync();

    [Fact]
    public async Task A_synced_person_gets_a_partial_ticket_that_opens_with_the_client_key()
    {
        await SyncAsync("alice", 1104, primaryGroup: 513);
        var (prt, sessionKey) = await SignInAsync("alice");

        var ticket = JsonSerializer.Deserialize(prt.TgtAd!, ContractsJson.Default.OnPremisesTicket)!;
        Assert.Null(ticket.Error);
        Assert.Equal(18, ticket.KeyType);
        Assert.Equal("CONTOSO.CORP.COM", ticket.Realm);
        Assert.Equal("alice", ticket.ClientName);
        var clientKey = SessionKeyEnvelope.Open(sessionKey, ticket.ClientKey!).Value;
        using var held = PartialTicket.Open(Convert.FromBase64String(ticket.MessageBuffer!), clientKey).Value;
        Assert.True(held.IsTicketGranting);
        Assert.Equal("CONTOSO.CORP.COM", held.ServerRealm);
    }

    [Theory]
    [InlineData("bob", "primaryGroup", "KW2406")]
    [InlineData("eve", "privileged", "KW2404")]
    public async Task A_person_whom_the_domain_would_refuse_is_refused_the_ticket_only(string name, string how, string code)
    {
        await SyncAsync(name, 1200, primaryGroup: how == "primaryGroup" ? 515 : 513, privileged: how == "privileged");
        var (prt, _) = await SignInAsync(name);
        var ticket = JsonSerializer.Deserialize(prt.TgtAd!, ContractsJson.Default.OnPremisesTicket)!;
        Assert.Equal(0, ticket.KeyType);
        Assert.StartsWith(code, ticket.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("carol", "\"passwordExpired\":true", "KW2053")]
    [InlineData("frank", "\"accountExpires\":\"2026-11-22T09:30:00Z\"", "KW2052")]
    public async Task A_person_whose_password_or_account_expires_is_refused_as_a_whole(string name, string fact, string code)
    {
        var id = await SyncAsync(name, 1300, primaryGroup: 513);
        var key = await _organisation.KeyAsync(_organisation.Server.Get<AccountDirectory>().FindByUserName($"{name}@contoso.corp.com")!);
        var device = await _organisation.DeviceAsync(key);
        (await Client.SignInAsync(device, key)).As(ContractsJson.Default.PrtResponse);

        await SyncAsync(name, 1300, primaryGroup: 513, fact: fact, id: id);
        _organisation.Server.Clock.Advance(TimeSpan.FromMinutes(31));
        (await Client.SignInAsync(device, key)).IsRefusal(code);
    }

    private async Task<(PrtResponse Prt, byte[] SessionKey)> SignInAsync(string name)
    {
        var key = await _organisation.KeyAsync(_organisation.Server.Get<AccountDirectory>().FindByUserName($"{name}@contoso.corp.com")!);
        var device = await _organisation.DeviceAsync(key);
        var prt = (await Client.SignInAsync(device, key)).As(ContractsJson.Default.PrtResponse);
        return (prt, SessionKeyJwe.Unwrap(prt.SessionKeyJwe!, device.TransportKey).Value);
    }

    private async Task<string> SyncAsync(string name, int rid, int primaryGroup, bool privileged = false, string? fact = null, string? id = null)
    {
        var body = $$$"""
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","{{{Scim}}}"],"userName":"{{{name}}}@contoso.corp.com","displayName":"{{{name}}}","active":true,
             "externalId":"{{{new Guid(rid, 0, 0, new byte[8])}}}",
             "{{{Scim}}}":{"samAccountName":"{{{name}}}","domainDnsName":"contoso.corp.com","domainNetBiosName":"CONTOSO","securityIdentifier":"{{{DomainSid}}}-{{{rid}}}",
             "passwordLastSet":"2026-01-01T00:00:00Z","primaryGroupSid":"{{{DomainSid}}}-{{{primaryGroup}}}","privileged":{{{(privileged ? "true" : "false")}}}{{{(fact is null ? "" : "," + fact)}}} }}
            """;
        using var content = new StringContent(body, Encoding.UTF8, "application/scim+json");
        var reply = await Client.SendAsync(id is null ? HttpMethod.Post : HttpMethod.Put, "/scim/v2/Users" + (id is null ? "" : "/" + id), content, _connector);
        Assert.True((int)reply.Status is 200 or 201, reply.Body);
        return JsonDocument.Parse(reply.Body).RootElement.GetProperty("id").GetString()!;
    }

    private async Task PublishAsync()
    {
        var publicationKey = (await Client.GetAsync("/kerberosServers/publicationKey", _connector)).As(ContractsJson.Default.PublicationKey);
        var publication = new KerberosServerPublication(
            publicationKey.TenantId, _organisation.Server.Clock.GetUtcNow(), "AzureADKerberos", "contoso.corp.com", "CONTOSO", DomainSid, 20001, "krbtgt_AzureAD", 1234, 3,
            _organisation.Server.Clock.GetUtcNow(), Convert.ToBase64String(_krbtgt), [$"{DomainSid}-513"], [$"{DomainSid}-512"]);
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicationKey.SubjectPublicKeyInfo), out _);
        var envelope = new KerberosServerEnvelope(PublicationJwe.Seal(rsa, JsonSerializer.SerializeToUtf8Bytes(publication, ContractsJson.Default.KerberosServerPublication)));
        var reply = await Client.SendAsync(
            HttpMethod.Put, "/kerberosServers/contoso.corp.com/AzureADKerberos",
            new StringContent(JsonSerializer.Serialize(envelope, ContractsJson.Default.KerberosServerEnvelope), Encoding.UTF8, "application/json"), _connector);
        Assert.True((int)reply.Status is >= 200 and < 300, reply.Body);
    }
}
