using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Devices;
using Keyway.Contracts.OAuth;
using Keyway.Server.Accounts;
using Keyway.Server.Devices;
using Keyway.Server.Tests.Provisioning;

namespace Keyway.Server.Tests.Devices;

public sealed class JoinTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    private const string Address = "/EnrollmentServer/device/?api-version=2.0";

    [Fact]
    public async Task Discovery_names_absolute_addresses_and_the_relying_party()
    {
        var person = await fixture.PersonAsync(Resources.DeviceRegistration);
        foreach (var authority in new[] { "common", "CONTOSO.corp.com", fixture.Server.Get<Keyway.Server.Tenants.Tenant>().Id.ToString() })
        {
            var reply = await person.SendAsync(HttpMethod.Get, $"/{authority}/Discover?api-version=1.9", (byte[]?)null);
            Assert.True(ContractsJson.TryRead(Encoding.UTF8.GetBytes(reply.Text), ContractsJson.Default.TenantDiscovery, out var discovery));
            var tenant = fixture.Server.Get<Keyway.Server.Tenants.Tenant>().Id;
            Assert.Equal("https://localhost:444/EnrollmentServer/device/", discovery.DeviceJoinService.JoinEndpoint);
            Assert.Equal("https://localhost:444/EnrollmentServer/key/", discovery.KeyProvisioningService!.KeyProvisionEndpoint);
            Assert.Equal($"https://localhost:444/EnrollmentServer/nonce/{tenant}/", discovery.NonceService!.NonceEndpoint);
            Assert.Equal($"https://localhost/{tenant}/Discover", discovery.DiscoveryService!.DiscoveryEndpoint);
            Assert.False(discovery.IdentityProviderService!.Federated);
            Assert.Equal(("localhost", "https://localhost", "https://localhost:444"), (discovery.KeywayService.RelyingPartyId, discovery.KeywayService.Origin, discovery.KeywayService.DeviceOrigin));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await person.SendAsync(HttpMethod.Get, "/fabrikam.com/Discover", (byte[]?)null)).Status);
    }

    [Fact]
    public async Task A_person_joins_a_computer_and_it_is_recognised()
    {
        var person = await fixture.PersonAsync(Resources.DeviceRegistration);
        using var computer = new JoiningComputer();
        var response = await JoinAsync(person, computer);
        var raw = Convert.FromBase64String(response.Certificate.RawBody);
        using var certificate = X509CertificateLoader.LoadCertificate(raw);
        var device = fixture.Server.Get<DeviceRegistry>().Authenticate(raw).Value;

        Assert.Equal($"CN={device.Id:D}", certificate.Subject);
        Assert.Equal(certificate.Thumbprint, response.Certificate.Thumbprint);
        Assert.Equal(person.AccountId, device.OwnerId);
        Assert.Equal(computer.DeviceKey.ExportSubjectPublicKeyInfo(), device.DeviceKey.ExportSubjectPublicKeyInfo());
        Assert.Equal(computer.TransportKey.ExportSubjectPublicKeyInfo(), device.TransportKey.ExportSubjectPublicKeyInfo());
        Assert.Same(device, fixture.Server.Get<DeviceRegistry>().Authenticate(raw).Value);

        var change = Assert.Single(response.MembershipChanges);
        Assert.Equal("S-1-5-32-544", change.LocalSid);
        Assert.Equal(["S-1-12-1-1659437972-1110927861-553750673-274601079", DirectorySid.Of(person.AccountId)], change.AddSids);
    }

    [Fact]
    public async Task The_certificate_says_what_the_vendors_says_and_is_ours()
    {
        var person = await fixture.PersonAsync(Resources.DeviceRegistration);
        using var computer = new JoiningComputer();
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String((await JoinAsync(person, computer)).Certificate.RawBody));
        var tenant = fixture.Server.Get<Keyway.Server.Tenants.Tenant>().Id;
        Assert.Equal(Guid.Parse(certificate.Subject["CN=".Length..]), new Guid(Extension(certificate, 2)));
        Assert.Equal(person.AccountId, new Guid(Extension(certificate, 3)));
        Assert.Equal(tenant, new Guid(Extension(certificate, 5)));
        Assert.Equal("1", Encoding.ASCII.GetString(Extension(certificate, 7)));
        Assert.Equal("XX", Encoding.ASCII.GetString(Extension(certificate, 8)));
        Assert.Equal(fixture.Server.Clock.GetUtcNow().AddYears(10).Date, certificate.NotAfter.ToUniversalTime().Date);

        using var authority = X509CertificateLoader.LoadCertificate(fixture.Server.Get<DeviceAuthority>().Certificate.Span);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = fixture.Server.Clock.GetUtcNow().UtcDateTime;
        Assert.True(chain.Build(certificate));
    }

    [Fact]
    public async Task D03_keys_that_a_device_had_join_no_other_even_after_it_is_deleted()
    {
        var person = await fixture.PersonAsync(Resources.DeviceRegistration);
        using var computer = new JoiningComputer();
        var id = Guid.Parse(Subject(await JoinAsync(person, computer)));
        using var sameTransport = new JoiningComputer { TransportKey = Copy(computer.TransportKey) };
        using var sameDevice = new JoiningComputer { DeviceKey = Copy(computer.DeviceKey) };
        using var swapped = new JoiningComputer { DeviceKey = Copy(computer.TransportKey), TransportKey = Copy(computer.DeviceKey) };
        (await SendAsync(person, sameTransport.Request())).AssertRefused(HttpStatusCode.Conflict, "KW2215");
        (await SendAsync(person, sameDevice.Request())).AssertRefused(HttpStatusCode.Conflict, "KW2215");
        (await SendAsync(person, swapped.Request())).AssertRefused(HttpStatusCode.Conflict, "KW2215");
        await fixture.Server.Get<DeviceService>().DeleteAsync(id, null, TestContext.Current.CancellationToken);
        (await SendAsync(person, computer.Request())).AssertRefused(HttpStatusCode.Conflict, "KW2215");
        (await SendAsync(person, swapped.Request())).AssertRefused(HttpStatusCode.Conflict, "KW2215");
    }

    [Fact]
    public async Task A_refused_join_spends_no_key()
    {
        var person = await fixture.PersonAsync(Resources.DeviceRegistration);
        using var computer = new JoiningComputer();
        using var other = new JoiningComputer { TransportKey = Copy(computer.TransportKey) };
        await JoinAsync(person, computer);
        (await SendAsync(person, other.Request())).AssertRefused(HttpStatusCode.Conflict, "KW2215");
        using var again = new JoiningComputer { DeviceKey = Copy(other.DeviceKey) };
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(person, again.Request())).Status);
    }

    [Fact]
    public async Task Only_a_person_with_a_token_for_joining_joins()
    {
        using var computer = new JoiningComputer();
        var connector = await fixture.ConnectorAsync();
        (await SendAsync(await fixture.PersonAsync(Resources.Graph, Role.GlobalAdministrator), computer.Request())).AssertRefused(HttpStatusCode.Unauthorized, "KW2004");
        (await SendAsync(connector, computer.Request())).AssertRefused(HttpStatusCode.Unauthorized, "KW2004");
        var anonymous = await fixture.Server.Http.PostAsync(new Uri(Address, UriKind.Relative), null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
        Assert.Contains("\"ErrorType\":\"KW2002\"", await anonymous.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disabled_person_does_not_join()
    {
        var person = await fixture.PersonAsync(Resources.DeviceRegistration);
        var administrator = await fixture.AdministratorAsync();
        await administrator.PatchAsync("Users/" + person.AccountId, ScimClient.Patch("replace", "active", false));
        using var computer = new JoiningComputer();
        Assert.Contains("KW2051", (await SendAsync(person, computer.Request())).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_breaks_a_rule_is_refused_with_its_number()
    {
        var person = await fixture.PersonAsync(Resources.DeviceRegistration);
        using var computer = new JoiningComputer();
        var good = computer.Request();
        var same = Convert.ToBase64String(RsaPublicKeyBlob.Write(computer.DeviceKey));
        var blob = RsaPublicKeyBlob.Write(computer.TransportKey);
        (DeviceJoinRequest Request, string Code)[] cases =
        [
            (good with { JoinType = 6 }, "KW2217"),
            (good with { DeviceDisplayName = "" }, "KW2216"),
            (good with { DeviceDisplayName = new string('x', 129) }, "KW2216"),
            (good with { DeviceDisplayName = "PC\u001b[2J" }, "KW2216"),
            (good with { DeviceDisplayName = "PC\u202e1" }, "KW2216"),
            (good with { OSVersion = new string('1', 65) }, "KW2216"),
            (good with { CertificateRequest = good.CertificateRequest with { Type = "pkcs7" } }, "KW2210"),
            (good with { CertificateRequest = good.CertificateRequest with { Data = "%%%" } }, "KW2210"),
            (good with { TransportKey = same }, "KW2214"),
            (good with { TransportKey = "" }, "KW2214"),
            (good with { TransportKey = Convert.ToBase64String((byte[])[.. blob, 0]) }, "KW2214"),
            (good with { TransportKey = Convert.ToBase64String(blob[..^1]) }, "KW2214"),
        ];
        foreach (var (request, code) in cases)
            Assert.Contains(code, (await SendAsync(person, request)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mutated_request_is_refused_or_joined_and_never_a_fault()
    {
        var person = await fixture.PersonAsync(Resources.DeviceRegistration);
        using var computer = new JoiningComputer();
        var seed = JsonSerializer.SerializeToUtf8Bytes(computer.Request(), ContractsJson.Default.DeviceJoinRequest);
        var random = new Random(284);
        for (var round = 0; round < 200; round++)
        {
            var reply = await person.SendAsync(HttpMethod.Post, Address, Mutation.Of(seed, random));
            Assert.True(reply.Status == HttpStatusCode.OK || ((int)reply.Status < 500 && reply.Text.Contains("\"ErrorType\":\"KW2", StringComparison.Ordinal)), reply.Text);
        }
    }

    internal static Task<ScimReply> SendAsync(ScimClient client, DeviceJoinRequest request) =>
        client.SendAsync(HttpMethod.Post, Address, JsonSerializer.SerializeToUtf8Bytes(request, ContractsJson.Default.DeviceJoinRequest), null, "application/json");

    internal static async Task<DeviceJoinResponse> JoinAsync(ScimClient client, JoiningComputer computer)
    {
        var reply = await SendAsync(client, computer.Request());
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        Assert.True(ContractsJson.TryRead(Encoding.UTF8.GetBytes(reply.Text), ContractsJson.Default.DeviceJoinResponse, out var response));
        return response;
    }

    internal static string Subject(DeviceJoinResponse response)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(response.Certificate.RawBody));
        return certificate.Subject["CN=".Length..];
    }

    private static byte[] Extension(X509Certificate2 certificate, int number) =>
        certificate.Extensions.Single(extension => extension.Oid!.Value == $"1.2.840.113556.1.5.284.{number}").RawData;

    private static RSA Copy(RSA key) => RSA.Create(key.ExportParameters(includePrivateParameters: true));
}
