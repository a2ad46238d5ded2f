using Keyway.Errors;
using Keyway.Server.Hosting;

namespace Keyway.Server.Tests.Hosting;

public sealed class ServerCertificateTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("keyway-tls-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void The_operators_own_certificate_is_shown_and_none_is_made()
    {
        var made = Make("made");
        var options = Options() with { TlsCertificate = made.LeafPath, TlsKey = made.LeafKeyPath };
        var certificate = ServerCertificate.OpenOrCreate(options, DateTimeOffset.UtcNow).Value;
        Assert.True(certificate.Leaf.HasPrivateKey);
        Assert.False(Directory.Exists(options.TlsDirectory));
    }

    [Fact]
    public void A_key_of_another_certificate_is_refused()
    {
        var options = Options() with { TlsCertificate = Make("a").LeafPath, TlsKey = Make("b").LeafKeyPath };
        Assert.Equal(Catalogue.ServerConfiguration.TlsUnreadable, ServerCertificate.OpenOrCreate(options, DateTimeOffset.UtcNow).Refusal.Error);
    }

    [Fact]
    public void A_missing_file_is_refused()
    {
        var options = Options() with { TlsCertificate = "/nowhere/c.pem", TlsKey = "/nowhere/k.pem" };
        Assert.Equal(Catalogue.ServerConfiguration.TlsUnreadable, ServerCertificate.OpenOrCreate(options, DateTimeOffset.UtcNow).Refusal.Error);
    }

    private OwnAuthority Make(string name)
    {
        var authority = new OwnAuthority(Path.Combine(_directory, name), "login.contoso.com");
        authority.Refresh(DateTimeOffset.UtcNow);
        return authority;
    }

    private ServerOptions Options() => new() { DataDirectory = Path.Combine(_directory, "data"), Url = new Uri("https://login.contoso.com"), TenantDomain = "contoso.com" };
}
