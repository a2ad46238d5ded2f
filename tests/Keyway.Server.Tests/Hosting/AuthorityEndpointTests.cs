using System.Security.Cryptography.X509Certificates;

namespace Keyway.Server.Tests.Hosting;

public sealed class AuthorityEndpointTests
{
    private static readonly Uri Address = new("/.well-known/keyway-authority", UriKind.Relative);

    [Fact]
    public async Task Both_listeners_show_the_authority_of_the_servers_own_making()
    {
        await using var server = await RunningServer.StartAsync();
        using var authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(server.Options.TlsDirectory, "ca.pem"));

        foreach (var http in new[] { server.Http, server.DeviceHttp })
        {
            using var reply = await http.GetAsync(Address, TestContext.Current.CancellationToken);
            Assert.Equal("application/pkix-cert", reply.Content.Headers.ContentType!.MediaType);
            Assert.Equal("public, max-age=300", reply.Headers.CacheControl!.ToString());
            Assert.Equal(authority.RawData, await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }
    }
}
