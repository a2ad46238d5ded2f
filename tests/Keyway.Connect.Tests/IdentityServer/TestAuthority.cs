using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Keyway.Connect.Tests.IdentityServer;

/// <summary>A certification authority of one test, with its CA file.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 _root;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test CA " + Guid.NewGuid().ToString("N"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-10), DateTimeOffset.UtcNow.AddDays(10));
        File.WriteAllText(CaFile, _root.ExportCertificatePem());
    }

    public string CaFile { get; } = Path.Combine(Path.GetTempPath(), $"keyway-connect-ca-{Guid.NewGuid():N}.pem");

    /// <summary>A server certificate for 127.0.0.1, or for another name.</summary>
    public X509Certificate2 Issue(string? name = null, DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=server", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (name is null)
            names.AddIpAddress(IPAddress.Loopback);
        else
            names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(_root, DateTimeOffset.UtcNow.AddDays(-9), until ?? DateTimeOffset.UtcNow.AddDays(9), RandomNumberGenerator.GetBytes(8));
        using var withKey = issued.CopyWithPrivateKey(key);

        // A key that only lives in memory is not taken by every TLS stack.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }

    public void Dispose()
    {
        _root.Dispose();
        File.Delete(CaFile);
    }
}
