using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Device.IdentityServer;
using Keyway.Errors;

namespace Keyway.Device.Tests.IdentityServer;

public sealed class ServerTrustTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_file_the_system_decides()
    {
        Assert.Null(ServerTrust.FromFile(null).Value.ChainPolicy());
        Assert.Null(ServerTrust.FromPem(null).Value.Pem);
    }

    [Fact]
    public void With_a_file_only_its_authorities_are_trusted()
    {
        using var authority = Authority();
        var trust = ServerTrust.FromFile(_folder.Write("ca.pem", authority.ExportCertificatePem())).Value;

        var policy = trust.ChainPolicy()!;

        Assert.Equal(X509ChainTrustMode.CustomRootTrust, policy.TrustMode);
        Assert.Equal(X509VerificationFlags.NoFlag, policy.VerificationFlags);
        Assert.Equal([authority.Thumbprint], policy.CustomTrustStore.Select(certificate => certificate.Thumbprint));
    }

    [Fact]
    public void A_key_that_stands_in_the_file_is_not_kept()
    {
        using var authority = Authority();
        using var key = authority.GetECDsaPrivateKey()!;
        var path = _folder.Write("ca.pem", key.ExportPkcs8PrivateKeyPem() + "\n" + authority.ExportCertificatePem());

        Assert.DoesNotContain("PRIVATE", ServerTrust.FromFile(path).Value.Pem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public void A_file_without_a_certificate_is_refused(string content) =>
        Assert.Equal(Catalogue.Device.TrustFileInvalid, ServerTrust.FromFile(_folder.Write("ca.pem", content)).Refusal.Error);

    [Fact]
    public void A_file_that_is_not_there_or_too_large_is_refused()
    {
        Assert.Equal(Catalogue.Device.TrustFileInvalid, ServerTrust.FromFile(_folder.Entry("none")).Refusal.Error);
        Assert.Equal(Catalogue.Device.TrustFileInvalid, ServerTrust.FromFile(_folder.Write("large", new string('x', 200_000))).Refusal.Error);
        Assert.Equal(Catalogue.Device.TrustFileInvalid, ServerTrust.FromFile("/dev/zero").Refusal.Error);
    }

    private static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=Authority", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
