using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Contracts;
using Keyway.Contracts.Devices;

namespace Keyway.Server.Tests.Devices;

/// <summary>A computer's keys and the join request that it makes of them.</summary>
internal sealed class JoiningComputer : IDisposable
{
    public RSA DeviceKey { get; init; } = RSA.Create(2048);

    public RSA TransportKey { get; init; } = RSA.Create(2048);

    public byte[] SigningRequest(HashAlgorithmName? hash = null) =>
        new CertificateRequest("CN=7E980AD9-B86D-4306-9425-9AC066FB014A", DeviceKey, hash ?? HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequest();

    public DeviceJoinRequest Request() => new(
        new DeviceCertificateRequest("pkcs10", Convert.ToBase64String(SigningRequest())), Convert.ToBase64String(RsaPublicKeyBlob.Write(TransportKey)), "contoso.corp.com", "Linux", "12",
        "PC1", 0);

    public void Dispose()
    {
        DeviceKey.Dispose();
        TransportKey.Dispose();
    }
}
