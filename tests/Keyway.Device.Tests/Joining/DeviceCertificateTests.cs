using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Contracts.Devices;
using Keyway.Device.Joining;
using Keyway.Errors;

namespace Keyway.Device.Tests.Joining;

public sealed class DeviceCertificateTests : IDisposable
{
    private readonly RSA _key = RSA.Create(2048);

    public void Dispose() => _key.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_certificate_of_our_key_names_the_device(bool wrapped)
    {
        using var certificate = Joined.Certify(_key, wrapped: wrapped);

        using var read = Read(certificate, out var deviceId).Value;

        Assert.Equal(Joined.DeviceId, deviceId);
    }

    [Fact]
    public void The_certificate_of_another_key_is_refused()
    {
        using var other = RSA.Create(2048);
        using var certificate = Joined.Certify(other);

        Assert.Equal("another key", Refused(certificate));
    }

    [Fact]
    public void A_certificate_of_another_tenant_is_refused()
    {
        using var certificate = Joined.Certify(_key, tenant: Guid.NewGuid());

        Assert.Equal("another tenant", Refused(certificate));
    }

    [Theory]
    [InlineData("CN=laptop")]
    [InlineData("CN=../../etc/passwd")]
    [InlineData("O=3f1c7f0e-52a1-4f6e-9d5b-0a7a3d8d2a11")]
    [InlineData("CN=3f1c7f0e-52a1-4f6e-9d5b-0a7a3d8d2a11, CN=7c0a2c55-0a5f-4f0b-a9a5-2a4f7a0fe6c2")]
    public void A_subject_that_is_no_device_id_is_refused(string subject)
    {
        using var certificate = Joined.Certify(_key, subject);

        Assert.Equal("no device id in its subject", Refused(certificate));
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(-10, -1)]
    public void A_certificate_that_is_not_valid_today_is_refused(int fromDays, int untilDays)
    {
        using var certificate = Joined.Certify(_key, from: Joined.Now.AddDays(fromDays), until: Joined.Now.AddDays(untilDays));

        Assert.Equal("not valid at this time", Refused(certificate));
    }

    [Fact]
    public void Another_thumbprint_is_refused()
    {
        using var certificate = Joined.Certify(_key);
        var answer = new IssuedDeviceCertificate(new string('0', 40), Convert.ToBase64String(certificate.RawData));

        Assert.Equal("another thumbprint", DeviceCertificate.Read(answer, _key, Joined.TenantId, Joined.Now, out _).Refusal.Detail);
    }

    [Fact]
    public void A_damaged_certificate_is_refused_with_a_number_and_never_throws()
    {
        using var certificate = Joined.Certify(_key);
        foreach (var bad in Mutations.Of(certificate.RawData, 1500))
        {
            // The thumbprint covers every byte: what is damaged is refused, and nothing else.
            var answer = new IssuedDeviceCertificate(certificate.Thumbprint, Convert.ToBase64String(bad));
            var read = DeviceCertificate.Read(answer, _key, Joined.TenantId, Joined.Now, out _);
            Assert.True(!read.Succeeded || bad.AsSpan().StartsWith(certificate.RawData));
        }
    }

    [Fact]
    public void The_request_proves_possession_of_the_key()
    {
        var request = CertificateRequest.LoadSigningRequest(DeviceCertificate.Request(_key), HashAlgorithmName.SHA256);

        using var requested = request.PublicKey.GetRSAPublicKey()!;
        Assert.Equal(_key.ExportSubjectPublicKeyInfo(), requested.ExportSubjectPublicKeyInfo());
    }

    private Result<X509Certificate2> Read(X509Certificate2 certificate, out Guid deviceId) =>
        DeviceCertificate.Read(new IssuedDeviceCertificate(certificate.Thumbprint, Convert.ToBase64String(certificate.RawData)), _key, Joined.TenantId, Joined.Now, out deviceId);

    private string? Refused(X509Certificate2 certificate)
    {
        var refusal = Read(certificate, out _).Refusal;
        Assert.Equal(Catalogue.Device.CertificateNotOurs, refusal.Error);
        return refusal.Detail;
    }
}
