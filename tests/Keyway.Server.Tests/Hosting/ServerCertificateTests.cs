using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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

    [Fact]
    public void The_authority_is_the_one_of_the_servers_own_making_or_the_root_at_the_end_of_the_operators_chain()
    {
        var made = Make("made");
        using var root = X509CertificateLoader.LoadCertificateFromFile(made.AuthorityPath);
        var chain = Path.Combine(_directory, "chain.pem");
        File.WriteAllText(chain, File.ReadAllText(made.LeafPath) + File.ReadAllText(made.AuthorityPath));
        Assert.Equal(root.RawData, AuthorityOf(chain));
        Assert.Null(AuthorityOf(made.LeafPath));
        File.AppendAllText(chain, Intermediate());
        Assert.Null(AuthorityOf(chain));

        var own = ServerCertificate.OpenOrCreate(Options(), DateTimeOffset.UtcNow).Value;
        using var ownRoot = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(Options().TlsDirectory, "ca.pem"));
        Assert.Equal(ownRoot.RawData, own.Authority);

        byte[]? AuthorityOf(string file) =>
            ServerCertificate.OpenOrCreate(Options() with { TlsCertificate = file, TlsKey = made.LeafKeyPath }, DateTimeOffset.UtcNow).Value.Authority;
    }

    private OwnAuthority Make(string name)
    {
        var authority = new OwnAuthority(Path.Combine(_directory, name), "login.contoso.com");
        authority.Refresh(DateTimeOffset.UtcNow);
        return authority;
    }

    // A CA whose own issuer is not in the file.
    private static string Intermediate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Intermediate", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        using var issuer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = request.Create(
            new X500DistinguishedName("CN=Root"), X509SignatureGenerator.CreateForECDsa(issuer), DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), [1]);
        return certificate.ExportCertificatePem();
    }

    private ServerOptions Options() => new() { DataDirectory = Path.Combine(_directory, "data"), Url = new Uri("https://login.contoso.com"), TenantDomain = "contoso.com" };
}
