using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Keyway.Server.Tests.Journeys;

/// <summary>A maker of security keys: a root, and the attestation certificate of one batch (WebAuthn L3 8.2.1).</summary>
internal sealed class TestMaker : IDisposable
{
    private readonly ECDsa _rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <param name="serial">Whether the certificate names the single device (id-fido-gen-ce-sernum): enterprise attestation.</param>
    public TestMaker(bool serial = false)
    {
        var from = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var root = new CertificateRequest("CN=Test maker", _rootKey, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Root = root.CreateSelfSigned(from, from.AddYears(40));
        var batch = new CertificateRequest("C=DE, O=Test maker, OU=Authenticator Attestation, CN=Batch 1", Key, HashAlgorithmName.SHA256);
        batch.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        if (serial)
            batch.CertificateExtensions.Add(new X509Extension("1.3.6.1.4.1.45724.1.1.2", [0x04, 0x02, 0x01, 0x02], critical: false));
        Certificate = batch.Create(Root, from, from.AddYears(40), [1, 2, 3, 4]);
    }

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public X509Certificate2 Root { get; }

    public X509Certificate2 Certificate { get; }

    public void Dispose()
    {
        Certificate.Dispose();
        Root.Dispose();
        Key.Dispose();
        _rootKey.Dispose();
    }
}
