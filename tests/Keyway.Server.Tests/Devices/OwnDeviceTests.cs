using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Devices;
using Keyway.Contracts.OAuth;
using Keyway.Server.Devices;
using Keyway.Server.Tests.Provisioning;

namespace Keyway.Server.Tests.Devices;

/// <summary>What a device does with itself, by its certificate in the TLS handshake.</summary>
public sealed class OwnDeviceTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    private RunningServer Server => fixture.Server;

    private DeviceRegistry Registry => Server.Get<DeviceRegistry>();

    [Fact]
    public async Task A_device_deletes_itself_and_the_answer_is_exactly_200()
    {
        using var device = await JoinedAsync();
        using (var http = Server.Showing(device.Shown))
        {
            Assert.Equal((HttpStatusCode.OK, ""), await DeleteAsync(http, device.Id));
            AssertRefused(await DeleteAsync(http, device.Id), HttpStatusCode.BadRequest, "KW2200");
        }

        Assert.Null(Server.Get<DeviceService>().Find(device.Id));
        Assert.Equal("KW2200", Registry.Authenticate(device.Certificate).Refusal.Code);
    }

    [Fact]
    public async Task D03_a_device_deletes_and_renews_nobody_but_itself()
    {
        using var device = await JoinedAsync();
        using var other = await JoinedAsync();
        using var http = Server.Showing(device.Shown);
        AssertRefused(await DeleteAsync(http, other.Id), HttpStatusCode.Forbidden, "KW2232");
        AssertRefused(await RenewAsync(http, other.Id, device.Keys.DeviceKey), HttpStatusCode.Forbidden, "KW2232");
        Assert.True(Registry.Authenticate(other.Certificate).Succeeded);
    }

    [Fact]
    public async Task D03_without_a_certificate_in_the_handshake_headers_help_nobody()
    {
        using var device = await JoinedAsync();
        var pem = Uri.EscapeDataString(PemEncoding.WriteString("CERTIFICATE", device.Certificate));
        foreach (var http in new[] { Server.Http, Server.DeviceHttp })
        {
            using var request = new HttpRequestMessage(HttpMethod.Delete, $"/EnrollmentServer/device/{device.Id}");
            foreach (var header in new[] { "X-ARR-ClientCert", "X-Client-Cert", "X-SSL-Client-Cert", "ssl-client-cert", "X-Forwarded-Client-Cert", "Client-Cert", "X-SSL-CERT", "x-ms-client-cert" })
                request.Headers.TryAddWithoutValidation(header, header == "X-ARR-ClientCert" ? Convert.ToBase64String(device.Certificate) : pem);
            request.Headers.TryAddWithoutValidation("X-Client-Verify", "SUCCESS");
            request.Headers.TryAddWithoutValidation("X-Client-DN", $"CN={device.Id}");
            using var reply = await http.SendAsync(request, TestContext.Current.CancellationToken);
            AssertRefused((reply.StatusCode, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), HttpStatusCode.Forbidden, "KW2220");
        }

        Assert.True(Registry.Authenticate(device.Certificate).Succeeded);
    }

    [Fact]
    public async Task D03_a_certificate_at_the_main_listener_is_not_looked_at()
    {
        using var device = await JoinedAsync();
        using var handler = Server.Showing(device.Shown);
        handler.BaseAddress = Server.Http.BaseAddress;
        AssertRefused(await DeleteAsync(handler, device.Id), HttpStatusCode.Forbidden, "KW2220");
    }

    [Fact]
    public async Task D03_certificates_that_this_server_did_not_issue_are_not_believed()
    {
        using var device = await JoinedAsync();
        using var issued = X509CertificateLoader.LoadCertificate(device.Certificate);
        using var selfMade = new CertificateRequest(issued.SubjectName, device.Keys.DeviceKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(issued.NotBefore, issued.NotAfter);
        using var otherKey = RSA.Create(2048);
        using var otherCa = Foreign(issued, otherKey);
        foreach (var shown in new[] { selfMade, otherCa })
        {
            using var http = Server.Showing(shown);
            AssertRefused(await DeleteAsync(http, device.Id), HttpStatusCode.BadRequest, "KW2200");
            AssertRefused(await RenewAsync(http, device.Id, otherKey), HttpStatusCode.BadRequest, "KW2200");
        }

        Assert.True(Registry.Authenticate(device.Certificate).Succeeded);
    }

    [Fact]
    public async Task D03_another_servers_device_with_the_same_id_is_a_stranger_here()
    {
        using var device = await JoinedAsync();
        await using var elsewhere = await RunningServer.StartAsync();
        using var key = RSA.Create(2048);
        using var issued = elsewhere.Get<DeviceAuthority>().Issue(device.Id, null, key, Server.Clock.GetUtcNow());
        using var shown = issued.CopyWithPrivateKey(key);
        using var http = Server.Showing(shown);
        AssertRefused(await DeleteAsync(http, device.Id), HttpStatusCode.BadRequest, "KW2200");
    }

    [Fact]
    public async Task D04_a_disabled_device_cannot_leave_to_come_back_enabled()
    {
        using var device = await JoinedAsync();
        await Server.Get<DeviceService>().SetEnabledAsync(device.Id, enabled: false, null, TestContext.Current.CancellationToken);
        using var http = Server.Showing(device.Shown);
        AssertRefused(await DeleteAsync(http, device.Id), HttpStatusCode.BadRequest, "KW2201");
        AssertRefused(await RenewAsync(http, device.Id, device.Keys.DeviceKey), HttpStatusCode.BadRequest, "KW2201");
        Assert.NotNull(Server.Get<DeviceService>().Find(device.Id));
    }

    [Fact]
    public async Task An_expired_certificate_neither_leaves_nor_renews()
    {
        await using var server = await RunningServer.StartAsync();
        using var computer = new HybridComputer(server);
        await computer.SyncAsync();
        using var shown = X509CertificateLoader.LoadCertificate(await computer.JoinedAsync()).CopyWithPrivateKey(computer.Keys.DeviceKey);
        server.Clock.Advance(TimeSpan.FromDays(3660));
        using var http = server.Showing(shown);
        AssertRefused(await DeleteAsync(http, computer.Id), HttpStatusCode.BadRequest, "KW2202");
        AssertRefused(await RenewAsync(http, computer.Id, computer.Keys.DeviceKey), HttpStatusCode.BadRequest, "KW2202");
    }

    [Fact]
    public async Task A_renewed_certificate_ends_the_old_one_when_it_is_used()
    {
        using var device = await JoinedAsync();
        using var newKey = RSA.Create(2048);
        using var old = Server.Showing(device.Shown);
        var renewed = await RenewedAsync(old, device.Id, newKey);
        using var certificate = X509CertificateLoader.LoadCertificate(renewed);
        Assert.Equal($"CN={device.Id:D}", certificate.Subject);
        Assert.True(Registry.Authenticate(device.Certificate).Succeeded);
        // Seen is not used: only who proves the key ends the old one.
        Assert.True(Registry.Authenticate(renewed).Succeeded);
        Assert.True(Registry.Authenticate(device.Certificate).Succeeded);

        using var shown = certificate.CopyWithPrivateKey(newKey);
        using var http = Server.Showing(shown);
        await RenewedAsync(http, device.Id, newKey);
        Assert.Equal("KW2221", Registry.Authenticate(device.Certificate).Refusal.Code);
        AssertRefused(await RenewAsync(old, device.Id, newKey), HttpStatusCode.BadRequest, "KW2221");
    }

    [Fact]
    public async Task A_device_whose_renewal_was_lost_gets_it_again_and_may_ask_with_another_key()
    {
        using var device = await JoinedAsync();
        using var first = RSA.Create(2048);
        using var second = RSA.Create(2048);
        using var http = Server.Showing(device.Shown);
        var lost = await RenewedAsync(http, device.Id, first);
        Assert.Equal(lost, await RenewedAsync(http, device.Id, first));
        Server.Clock.Advance(TimeSpan.FromSeconds(1));
        var other = await RenewedAsync(http, device.Id, second);
        Assert.Equal("KW2221", Registry.Authenticate(lost).Refusal.Code);
        Assert.True(Registry.Authenticate(other).Succeeded);
        Assert.True(Registry.Authenticate(device.Certificate).Succeeded);
        // The key of the lost one is spent.
        AssertRefused(await RenewAsync(http, device.Id, first), HttpStatusCode.Conflict, "KW2215");
    }

    [Fact]
    public async Task The_old_certificate_ends_a_day_after_the_renewal()
    {
        using var device = await JoinedAsync();
        using var http = Server.Showing(device.Shown);
        var renewed = await RenewedAsync(http, device.Id, device.Keys.DeviceKey);
        Server.Clock.Advance(TimeSpan.FromHours(23));
        Assert.True(Registry.Authenticate(device.Certificate).Succeeded);
        Server.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal("KW2221", Registry.Authenticate(device.Certificate).Refusal.Code);
        Assert.True(Registry.Authenticate(renewed).Succeeded);
    }

    [Fact]
    public async Task D03_a_renewal_takes_no_key_that_any_device_had_and_no_weak_one()
    {
        using var device = await JoinedAsync();
        using var other = await JoinedAsync();
        using var weak = RSA.Create(1024);
        using var http = Server.Showing(device.Shown);
        AssertRefused(await RenewAsync(http, device.Id, device.Keys.TransportKey), HttpStatusCode.Conflict, "KW2215");
        AssertRefused(await RenewAsync(http, device.Id, other.Keys.DeviceKey), HttpStatusCode.Conflict, "KW2215");
        AssertRefused(await RenewAsync(http, device.Id, weak), HttpStatusCode.BadRequest, "KW2212");
        foreach (var body in new[] { "", "{}", """{"CertificateRequest":{"Type":"pkcs10","Data":""}}""" })
        {
            using var content = new StringContent(body);
            using var reply = await http.PostAsync(new Uri($"/EnrollmentServer/device/{device.Id}/renew", UriKind.Relative), content, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        }
    }

    [Fact]
    public async Task A_device_renews_no_more_than_ten_times_a_day()
    {
        using var device = await JoinedAsync();
        var shown = device.Shown;
        for (var round = 1; round < HybridJoins.CertificatesADay; round++)
        {
            Server.Clock.Advance(TimeSpan.FromSeconds(1));
            using var http = Server.Showing(shown);
            shown = X509CertificateLoader.LoadCertificate(await RenewedAsync(http, device.Id, device.Keys.DeviceKey)).CopyWithPrivateKey(device.Keys.DeviceKey);
        }

        using var last = Server.Showing(shown);
        AssertRefused(await RenewAsync(last, device.Id, device.Keys.DeviceKey), HttpStatusCode.TooManyRequests, "KW2222");
        Assert.True(Registry.Authenticate(shown.RawData).Succeeded);
    }

    private static X509Certificate2 Foreign(X509Certificate2 like, RSA key)
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest(like.IssuerName, authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var issuer = authority.CreateSelfSigned(like.NotBefore, like.NotAfter);
        var request = new CertificateRequest(like.SubjectName, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        foreach (var extension in like.Extensions)
            request.CertificateExtensions.Add(extension);
        using var certificate = request.Create(issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(authorityKey), like.NotBefore, like.NotAfter, like.GetSerialNumber().Reverse().ToArray());
        return certificate.CopyWithPrivateKey(key);
    }

    private static async Task<(HttpStatusCode Status, string Text)> DeleteAsync(HttpClient http, Guid id)
    {
        using var reply = await http.DeleteAsync(new Uri($"/EnrollmentServer/device/{id}?api-version=1.0", UriKind.Relative), TestContext.Current.CancellationToken);
        return (reply.StatusCode, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<(HttpStatusCode Status, string Text)> RenewAsync(HttpClient http, Guid id, RSA key)
    {
        using var computer = new JoiningComputer { DeviceKey = RSA.Create(key.ExportParameters(includePrivateParameters: true)) };
        var body = new DeviceRenewalRequest(new DeviceCertificateRequest("pkcs10", Convert.ToBase64String(computer.SigningRequest())));
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, ContractsJson.Default.DeviceRenewalRequest));
        using var reply = await http.PostAsync(new Uri($"/EnrollmentServer/device/{id}/renew", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return (reply.StatusCode, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<byte[]> RenewedAsync(HttpClient http, Guid id, RSA key)
    {
        var (status, text) = await RenewAsync(http, id, key);
        Assert.True(status == HttpStatusCode.OK, text);
        Assert.True(ContractsJson.TryRead(Encoding.UTF8.GetBytes(text), ContractsJson.Default.IssuedDeviceCertificate, out var issued));
        return Convert.FromBase64String(issued.RawBody);
    }

    private static void AssertRefused((HttpStatusCode Status, string Text) reply, HttpStatusCode status, string code) =>
        Assert.Equal((status, true), (reply.Status, reply.Text.Contains($"\"ErrorType\":\"{code}\"", StringComparison.Ordinal)));

    private async Task<OwnDevice> JoinedAsync()
    {
        var computer = new JoiningComputer();
        var joined = await JoinTests.JoinAsync(await fixture.PersonAsync(Resources.DeviceRegistration), computer);
        return new OwnDevice(computer, Convert.FromBase64String(joined.Certificate.RawBody));
    }
}
