using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Device.Joining.Hybrid;

namespace Keyway.Device.Tests.Joining.Hybrid;

public sealed class DirectoryCertificateTests : IDisposable
{
    private readonly RSA _key = RSA.Create(2048);

    public void Dispose() => _key.Dispose();

    [Fact]
    public void It_names_the_account_and_is_signed_by_its_own_key()
    {
        using var certificate = X509CertificateLoader.LoadCertificate(DirectoryCertificate.Make(Joined.DeviceId, _key, Joined.Now));

        Assert.Equal($"CN={Joined.DeviceId:D}", certificate.Subject);
        Assert.Equal(certificate.Subject, certificate.Issuer);
        using var chain = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, VerificationTime = Joined.Now.UtcDateTime } };
        chain.ChainPolicy.CustomTrustStore.Add(certificate);
        Assert.True(chain.Build(certificate));
    }

    [Fact]
    public void One_that_serves_need_not_be_written_again()
    {
        using var other = RSA.Create(2048);
        var der = DirectoryCertificate.Make(Joined.DeviceId, _key, Joined.Now);

        Assert.True(DirectoryCertificate.Serves(der, Joined.DeviceId, _key, Joined.Now));
        Assert.False(DirectoryCertificate.Serves(der, Joined.DeviceId, other, Joined.Now));
        Assert.False(DirectoryCertificate.Serves(der, Guid.NewGuid(), _key, Joined.Now));
        Assert.False(DirectoryCertificate.Serves(der, Joined.DeviceId, _key, Joined.Now.AddYears(11)));
    }

    [Fact]
    public void D03_bytes_that_are_no_certificate_are_no_exception()
    {
        foreach (var bad in Mutations.Of(DirectoryCertificate.Make(Joined.DeviceId, _key, Joined.Now), 200))
            _ = DirectoryCertificate.Serves(bad, Joined.DeviceId, _key, Joined.Now);
    }
}
