using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Keyway.Server.Tests.Hosting;

public sealed class DeviceListenerTests : IAsyncLifetime
{
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("/health", HttpStatusCode.OK)]
    [InlineData("/common/Discover?api-version=1.9", HttpStatusCode.OK)]
    [InlineData("/.well-known/keyway-authority", HttpStatusCode.OK)]
    [InlineData("/EnrollmentServer/crl", HttpStatusCode.OK)]
    [InlineData("/EnrollmentServer/nonce/common/?api-version=1.0", HttpStatusCode.OK)]
    [InlineData("/v1.0/devices", HttpStatusCode.NotFound)]
    [InlineData("/v1.0/policies/deviceRegistrationPolicy", HttpStatusCode.NotFound)]
    [InlineData("/scim/v2/Users", HttpStatusCode.NotFound)]
    [InlineData("/kerberosServers", HttpStatusCode.NotFound)]
    [InlineData("/common/oauth2/token", HttpStatusCode.NotFound)]
    [InlineData("/EnrollmentServer/../scim/v2/Users", HttpStatusCode.NotFound)]
    public async Task Devices_find_what_is_theirs_and_nothing_else(string path, HttpStatusCode status)
    {
        using var reply = await _server.DeviceHttp.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(status, reply.StatusCode);
        if (status == HttpStatusCode.NotFound)
            Assert.Contains("KW2006", await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handshake_without_a_certificate_and_with_any_certificate_works()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var stranger = new CertificateRequest("CN=anybody", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-3), DateTimeOffset.UtcNow.AddYears(-2));
        using var http = _server.Showing(stranger);
        Assert.Equal("ok\n", await http.GetStringAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken));
        Assert.Equal("ok\n", await _server.DeviceHttp.GetStringAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_server_fetches_nothing_that_a_strangers_certificate_points_to()
    {
        using var bait = new TcpListener(IPAddress.Loopback, 0);
        bait.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)bait.LocalEndpoint).Port}/";
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=anybody", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension([address + "ocsp"], [address + "ca.cer"]));
        request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([address + "crl"]));
        using var issuerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issued = request.Create(
            new X500DistinguishedName("CN=Somebody Else"), X509SignatureGenerator.CreateForECDsa(issuerKey), DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), [1, 2, 3]);
        using var shown = issued.CopyWithPrivateKey(key);
        using var http = _server.Showing(shown);
        Assert.Equal("ok\n", await http.GetStringAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken));
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.False(bait.Pending());
    }

    [Fact]
    public async Task The_key_endpoint_says_honestly_that_there_are_no_such_keys()
    {
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var reply = await _server.DeviceHttp.PostAsync(new Uri("/EnrollmentServer/key/?api-version=1.0", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotImplemented, reply.StatusCode);
        Assert.Contains("\"ErrorType\":\"KW2233\"", await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registration_nonce_is_good_for_nothing_else()
    {
        using var reply = await _server.DeviceHttp.GetAsync(new Uri("/EnrollmentServer/nonce/contoso.corp.com/?api-version=1.0", UriKind.Relative), TestContext.Current.CancellationToken);
        var json = System.Text.Json.Nodes.JsonNode.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.NotNull(json["ReponseStatus"]!["traceId"]);
        var nonces = _server.Get<Keyway.Server.Tokens.Nonces.ServerNonces>();
        var value = json["Value"]!.GetValue<string>();
        Assert.Equal("KW2300", nonces.Check(value, Keyway.Server.Tokens.Nonces.NoncePurpose.SignIn).Refusal.Code);
        Assert.True(nonces.Check(value, Keyway.Server.Tokens.Nonces.NoncePurpose.DeviceRegistration).Succeeded);
        using var foreign = await _server.DeviceHttp.GetAsync(new Uri("/EnrollmentServer/nonce/fabrikam.com/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }
}
