using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.Jose;
using Keyway.Contracts.KerberosServers;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.SignIn;
using Keyway.Kerberos;
using Keyway.Kerberos.Messages;
using Keyway.Kerberos.Pac;
using Keyway.Kerberos.Tests.RenewedPasswords;
using Keyway.Server.Accounts;
using Keyway.Server.Audit;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.PrimaryRefreshTokens;

/// <summary>Carol's password has expired; she changes it, and signs in before the next sync. The test is her domain: it knows the Kerberos server's key.</summary>
public sealed class RenewedPasswordTests : IAsyncLifetime
{
    private const string DomainSid = "S-1-5-21-100-200-300";
    private const string Scim = "urn:keyway:params:scim:schemas:extension:onpremises:2.0";

    private static readonly SecurityIdentifier Carol = SecurityIdentifier.Parse(DomainSid + "-1300").Value;

    private readonly KerberosKey _krbtgt = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);
    private Organisation _organisation = null!;
    private TestSecurityKey _key = null!;
    private TestDevice _device = null!;
    private string _connector = "";
    private string _carol = "";

    private Client Client => _organisation.Client;

    private DateTimeOffset Now => _organisation.Server.Clock.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        _organisation = await Organisation.StartAsync();
        var credential = (await Client.PostAsync(
            "/v1.0/connectors", new ConnectorRegistration("sync", "contoso.corp.com"), ContractsJson.Default.ConnectorRegistration, await _organisation.AdministratorTokenAsync()))
            .As(ContractsJson.Default.ConnectorCredential);
        _connector = (await Client.TokenAsync(
            ("grant_type", GrantTypes.ClientCredentials), ("client_id", credential.ClientId.ToString()), ("client_secret", credential.ClientSecret!), ("resource", Resources.Provisioning)))
            .As(ContractsJson.Default.TokenResponse).AccessToken;
        _carol = await SyncAsync("""  "passwordLastSet":"2026-01-01T00:00:00Z" """);
        _key = await _organisation.KeyAsync(Account);
        _device = await _organisation.DeviceAsync(_key);
        await SyncAsync(""" "passwordExpired":true """, _carol);
        await PublishAsync($"{DomainSid}-1105");
    }

    public async ValueTask DisposeAsync()
    {
        _krbtgt.Dispose();
        await _organisation.DisposeAsync();
    }

    [Fact]
    public async Task K16_a_password_that_the_domain_has_seen_changed_counts_at_once_and_until_the_sync_says_otherwise()
    {
        (await Client.SignInAsync(_device, _key)).IsRefusal("KW2053");

        var nonce = await Client.NonceAsync();
        var (question, key) = await AskAsync(nonce);
        Assert.Equal("AzureADKerberos$", question.Account);
        var prt = (await SignInAsync(nonce, new AnsweringDomain(key, Carol, Now).Answer())).As(ContractsJson.Default.PrtResponse);
        Assert.Null(JsonSerializer.Deserialize(prt.TgtAd!, ContractsJson.Default.OnPremisesTicket)!.Error);

        // The person is as the domain says, for everybody, and the log has it.
        (await Client.SignInAsync(_device, _key)).As(ContractsJson.Default.PrtResponse);
        Assert.Equal(Now.AddDays(42), Account.OnPremises!.PasswordExpires);
        Assert.Contains(
            AuditActivity.PasswordRenewed, (await Client.GetAsync("/v1.0/auditLogs/directoryAudits?$top=5", await _organisation.AdministratorTokenAsync())).Body, StringComparison.Ordinal);

        await SyncAsync(""" "passwordExpired":true,"passwordExpires":"2026-01-02T00:00:00Z" """, _carol);
        (await Client.SignInAsync(_device, _key)).IsRefusal("KW2053");
    }

    [Fact]
    public async Task K16_the_questions_key_never_leaves_the_server_and_its_ticket_is_over_with_the_nonce()
    {
        var nonce = await Client.NonceAsync();
        var (question, key) = await AskAsync(nonce);
        var (again, sameKey) = await AskAsync(nonce);
        var (_, otherKey) = await AskAsync(await Client.NonceAsync());

        Assert.Equal(key, sameKey);
        Assert.NotEqual(key, otherKey);
        Assert.NotEqual(question.Ticket, again.Ticket);
        var part = Open(question);
        Assert.Equal(TimeSpan.FromMinutes(5), part.EndTime - part.AuthTime);
        Assert.Equal("AzureADKerberos$", part.Client.ToString());
    }

    [Fact]
    public async Task K16_an_answer_to_another_question_does_not_count()
    {
        var nonce = await Client.NonceAsync();
        var (_, key) = await AskAsync(nonce);
        var answer = new AnsweringDomain(key, Carol, Now).Answer();

        // Another nonce, another computer, another person, an older password.
        (await SignInAsync(await Client.NonceAsync(), answer)).IsRefusal("KW2053");
        var elsewhere = await _organisation.DeviceAsync(_organisation.AdministratorKey);
        (await SignInAsync(nonce, answer, elsewhere)).IsRefusal("KW2053");
        (await SignInAsync(nonce, new AnsweringDomain(key, SecurityIdentifier.Parse(DomainSid + "-1104").Value, Now).Answer())).IsRefusal("KW2053");
        (await SignInAsync(nonce, new AnsweringDomain(key, Carol, Now) { MustChange = 0 }.Answer())).IsRefusal("KW2053");
        (await SignInAsync(nonce, "not DER at all"u8.ToArray())).IsRefusal("KW2053");

        // None of them has changed anything; the right one still counts, once.
        (await SignInAsync(nonce, answer)).As(ContractsJson.Default.PrtResponse);
        (await SignInAsync(nonce, answer)).IsRefusal("KW2302");
    }

    [Fact]
    public async Task K16_a_password_that_was_synced_already_is_no_new_one()
    {
        await SyncAsync($""" "passwordExpired":true,"passwordLastSet":"{Now.AddSeconds(-5):yyyy-MM-ddTHH:mm:ssZ}" """, _carol);
        var nonce = await Client.NonceAsync();
        var (_, key) = await AskAsync(nonce);

        (await SignInAsync(nonce, new AnsweringDomain(key, Carol, Now) { LastSet = FileTime.From(Now.AddSeconds(-6)) }.Answer())).IsRefusal("KW2053");
    }

    [Fact]
    public async Task K16_a_ticket_that_was_fetched_before_a_new_password_was_demanded_is_no_answer()
    {
        // "Must change at the next logon" takes away when the password was set; the ticket of a moment before still tells it.
        var nonce = await Client.NonceAsync();
        var (_, key) = await AskAsync(nonce);

        (await SignInAsync(nonce, new AnsweringDomain(key, Carol, Now) { LastSet = FileTime.From(Now.AddDays(-90)) }.Answer())).IsRefusal("KW2053");
    }

    [Fact]
    public async Task K16_an_answer_opens_nothing_to_somebody_who_is_disabled()
    {
        await SyncAsync(""" "passwordExpired":true """, _carol, active: false);
        var nonce = await Client.NonceAsync();
        var (_, key) = await AskAsync(nonce);

        (await SignInAsync(nonce, new AnsweringDomain(key, Carol, Now).Answer())).IsRefusal("KW2051");
    }

    [Fact]
    public async Task Only_a_joined_computer_gets_a_question_and_only_of_a_domain_that_can_be_asked()
    {
        var nonce = await Client.NonceAsync();
        using var stranger = RSA.Create(2048);
        (await RequestAsync(_device.Sign(Claims(nonce), ContractsJson.Default.PasswordQuestionClaims, by: stranger))).IsRefusal("KW2305");
        (await RequestAsync(_device.Sign(Claims(nonce) with { GrantType = GrantTypes.SecurityKey }, ContractsJson.Default.PasswordQuestionClaims))).IsRefusal("KW2303");
        (await RequestAsync(_device.Sign(Claims("a nonce of nobody"), ContractsJson.Default.PasswordQuestionClaims))).IsRefusal("KW2300");
        (await RequestAsync(_device.Sign(Claims(nonce) with { Domain = "fabrikam.corp.com" }, ContractsJson.Default.PasswordQuestionClaims))).IsRefusal("KW2401");
        (await RequestAsync(_device.Sign(Claims(nonce) with { Domain = "../x" }, ContractsJson.Default.PasswordQuestionClaims))).IsRefusal("KW2303");
        (await RequestAsync("no.token")).IsRefusal("KW1600");

        // A question is no sign-in, and no sign-in a question.
        var question = _device.Sign(Claims(nonce), ContractsJson.Default.PasswordQuestionClaims);
        (await Client.PrtAsync(question)).IsRefusal("KW2303");

        // Published by a version that did not tell the account's SID.
        _organisation.Server.Clock.Advance(TimeSpan.FromSeconds(1));
        await PublishAsync(accountSid: null);
        (await RequestAsync(question)).IsRefusal("KW2401");
        Assert.Equal(400, (int)(await PublishReplyAsync("S-1-5-21-9-9-9-1105")).Status);
    }

    private Account Account => _organisation.Server.Get<AccountDirectory>().FindByUserName("carol@contoso.corp.com")!;

    private static PasswordQuestionClaims Claims(string nonce) => new(nonce, GrantTypes.RenewedPassword, "Contoso.Corp.com.");

    private Task<Reply> RequestAsync(string request) => Client.TokenAsync(("grant_type", GrantTypes.RenewedPassword), ("request", request));

    private async Task<(PasswordQuestion Question, KerberosKey Key)> AskAsync(string nonce)
    {
        var question = (await RequestAsync(_device.Sign(Claims(nonce), ContractsJson.Default.PasswordQuestionClaims))).As(ContractsJson.Default.PasswordQuestion);
        return (question, Open(question).SessionKey);
    }

    private EncTicketPart Open(PasswordQuestion question)
    {
        var ticket = Ticket.Parse(Convert.FromBase64String(question.Ticket)).Value;
        Assert.Equal((20001u << 16) | 3, ticket.EncryptedPart.KeyVersion);
        var part = EncTicketPart.Parse(_krbtgt.Decrypt(KeyUsage.Ticket, ticket.EncryptedPart.Cipher).Value).Value;
        var pac = PrivilegeAttributeCertificate.Parse(AuthorizationDataElement.FindPac(part.AuthorizationData).Value).Value;
        Assert.Equal(SecurityIdentifier.Parse(DomainSid + "-1105").Value.ToBinary(), pac.Buffer(PacBufferType.Requestor).Value);
        return part;
    }

    private Task<Reply> SignInAsync(string nonce, byte[] answer, TestDevice? device = null) =>
        Client.PrtAsync((device ?? _device).Sign(TestDevice.Claims(nonce, _key.Sign(nonce)) with { RenewedPassword = Base64Url.EncodeToString(answer) }));

    private async Task<string> SyncAsync(string fact, string? id = null, bool active = true)
    {
        var body = $$$"""
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","{{{Scim}}}"],"userName":"carol@contoso.corp.com","displayName":"Carol","active":{{{(active ? "true" : "false")}}},
             "externalId":"00000514-0000-0000-0000-000000000000",
             "{{{Scim}}}":{"samAccountName":"carol","domainDnsName":"contoso.corp.com","domainNetBiosName":"CONTOSO","securityIdentifier":"{{{Carol}}}",
             "primaryGroupSid":"{{{DomainSid}}}-513","privileged":false,{{{fact}}} }}
            """;
        using var content = new StringContent(body, Encoding.UTF8, "application/scim+json");
        var reply = await Client.SendAsync(id is null ? HttpMethod.Post : HttpMethod.Put, "/scim/v2/Users" + (id is null ? "" : "/" + id), content, _connector);
        Assert.True((int)reply.Status is 200 or 201, reply.Body);
        return JsonDocument.Parse(reply.Body).RootElement.GetProperty("id").GetString()!;
    }

    private async Task PublishAsync(string? accountSid)
    {
        var reply = await PublishReplyAsync(accountSid);
        Assert.True((int)reply.Status is >= 200 and < 300, reply.Body);
    }

    private async Task<Reply> PublishReplyAsync(string? accountSid)
    {
        var publicationKey = (await Client.GetAsync("/kerberosServers/publicationKey", _connector)).As(ContractsJson.Default.PublicationKey);
        var publication = new KerberosServerPublication(
            publicationKey.TenantId, Now, "AzureADKerberos", "contoso.corp.com", "CONTOSO", DomainSid, 20001, "krbtgt_AzureAD", 1234, 3, Now,
            Convert.ToBase64String(_krbtgt.Value), [$"{DomainSid}-513"], [$"{DomainSid}-512"], accountSid);
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicationKey.SubjectPublicKeyInfo), out _);
        var envelope = new KerberosServerEnvelope(PublicationJwe.Seal(rsa, JsonSerializer.SerializeToUtf8Bytes(publication, ContractsJson.Default.KerberosServerPublication)));
        return await Client.SendAsync(
            HttpMethod.Put, "/kerberosServers/contoso.corp.com/AzureADKerberos",
            new StringContent(JsonSerializer.Serialize(envelope, ContractsJson.Default.KerberosServerEnvelope), Encoding.UTF8, "application/json"), _connector);
    }
}
