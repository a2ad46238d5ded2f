using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Connect.DeviceRegistration;
using Keyway.Errors;

namespace Keyway.Connect.Tests.DeviceRegistration;

public sealed class ServerAuthorityTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void The_fingerprint_is_that_of_the_certificate_in_the_file()
    {
        using var authority = Authority();
        File.WriteAllText(_path, "the CA of Contoso\n" + authority.ExportCertificatePem());

        Assert.Equal(authority.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant(), ServerAuthority.Read(_path).Value);
    }

    [Fact]
    public void A_file_without_a_certificate_with_two_or_that_is_missing_is_refused()
    {
        using var one = Authority();
        using var other = Authority();
        foreach (var content in new[] { "", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", one.ExportCertificatePem() + "\n" + other.ExportCertificatePem() })
        {
            File.WriteAllText(_path, content);
            Assert.Equal(Catalogue.Connect.CaFileUnusable, ServerAuthority.Read(_path).Refusal.Error);
        }

        Assert.Equal(Catalogue.Connect.CaFileUnusable, ServerAuthority.Read(_path + ".none").Refusal.Error);
    }

    private static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=CA", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
    }
}
