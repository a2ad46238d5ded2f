using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Keyway.Connect.Secrets;
using Keyway.Contracts.Jose;
using Keyway.Errors;

namespace Keyway.Connect.Tests.Secrets;

public sealed class ConnectorCertificateTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("keyway-connect-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_certificate_of_our_making_is_read_again_signs_and_ends_after_a_year()
    {
        using var made = ConnectorCertificate.Create("dc1", Now);
        using var read = ConnectorCertificate.Read(Write(made.Export())).Value;

        Assert.Equal(made.Thumbprint, read.Thumbprint);
        Assert.True(read.IsValidAt(Now));
        Assert.True(read.IsValidAt(Now.AddDays(ConnectorCertificate.Days - 1)));
        Assert.False(read.IsValidAt(Now.AddDays(ConnectorCertificate.Days + 1)));
        Assert.False(read.IsValidAt(Now.AddDays(-1)));
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(read.PublicPart));
        Assert.Equal(read.Thumbprint, Base64Url.EncodeToString(SHA256.HashData(certificate.RawData)));
        Assert.Equal("CN=dc1", certificate.Subject);
        using var key = certificate.GetECDsaPublicKey()!;
        Assert.True(CompactJws.Parse(read.Sign("{}"u8)).Value.VerifyEs256(key));
    }

    [Fact]
    public void The_public_part_holds_no_key()
    {
        using var made = ConnectorCertificate.Create("dc1", Now);
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(made.PublicPart));

        Assert.False(certificate.HasPrivateKey);
    }

    [Theory]
    [InlineData(2048, "RS256")]
    [InlineData(3072, "RS256")]
    public void An_RSA_certificate_signs_RS256(int bits, string algorithm)
    {
        using var rsa = RSA.Create(bits);
        using var issued = new CertificateRequest("CN=rsa", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(Now, Now.AddDays(1));

        using var read = ConnectorCertificate.Read(Write(issued.ExportCertificatePem() + "\n" + rsa.ExportRSAPrivateKeyPem())).Value;

        var token = CompactJws.Parse(read.Sign("{}"u8)).Value;
        Assert.Equal(algorithm, token.Header.Alg);
        Assert.True(token.VerifyRs256(rsa));
    }

    [Fact]
    public void A_P384_certificate_signs_ES384()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var issued = new CertificateRequest("CN=ec", key, HashAlgorithmName.SHA384).CreateSelfSigned(Now, Now.AddDays(1));

        using var read = ConnectorCertificate.Read(Write(key.ExportPkcs8PrivateKeyPem() + "\n" + issued.ExportCertificatePem())).Value;

        Assert.True(CompactJws.Parse(read.Sign("{}"u8)).Value.VerifyEs384(key));
    }

    [Fact]
    public void A_file_that_others_may_read_is_refused()
    {
        using var made = ConnectorCertificate.Create("dc1", Now);
        var path = Write(made.Export());
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Assert.Equal(Catalogue.Connect.SecretFileExposed, ConnectorCertificate.Read(path).Refusal.Error);
    }

    [Fact]
    public void A_key_alone_a_certificate_alone_two_certificates_a_foreign_key_and_weak_keys_are_refused()
    {
        using var rsa = RSA.Create(1024);
        using var weak = new CertificateRequest("CN=weak", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(Now, Now.AddDays(1));
        using var p521 = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        using var odd = new CertificateRequest("CN=odd", p521, HashAlgorithmName.SHA512).CreateSelfSigned(Now, Now.AddDays(1));
        using var one = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=one", one, HashAlgorithmName.SHA256).CreateSelfSigned(Now, Now.AddDays(1));
        var pem = certificate.ExportCertificatePem() + "\n";

        foreach (var content in new[]
        {
            one.ExportPkcs8PrivateKeyPem(), pem, pem + pem + one.ExportPkcs8PrivateKeyPem(), pem + other.ExportPkcs8PrivateKeyPem(),
            weak.ExportCertificatePem() + "\n" + rsa.ExportPkcs8PrivateKeyPem(), odd.ExportCertificatePem() + "\n" + p521.ExportPkcs8PrivateKeyPem(),
            pem + one.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)),
        })
            Assert.Equal(Catalogue.Connect.CertificateFileUnusable, ConnectorCertificate.Read(Write(content)).Refusal.Error);
    }

    [Fact]
    public void A_changed_file_is_read_or_refused_and_never_throws()
    {
        using var made = ConnectorCertificate.Create("dc1", Now);
        foreach (var mutated in Mutations.Of(made.Export(), seed: 3).Take(500))
        {
            if (ConnectorCertificate.Read(Write(mutated)).TryGet(out var certificate, out var refusal))
                certificate.Dispose();
            else
                Assert.True(refusal.Error == Catalogue.Connect.CertificateFileUnusable || refusal.Error == Catalogue.Connect.SecretFileUnusable, refusal.ToString());
        }
    }

    private string Write(string content) => Write(Encoding.ASCII.GetBytes(content));

    private string Write(byte[] content)
    {
        var path = Path.Combine(_folder, "connector.pem");
        File.WriteAllBytes(path, content);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
