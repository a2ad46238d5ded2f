using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Contracts.Jose;
using Keyway.Errors;

namespace Keyway.Connect.Secrets;

/// <summary>A connector's certificate with its private key: by it a connector signs in without a secret that the server would know, too.</summary>
internal sealed class ConnectorCertificate : IDisposable
{
    /// <summary>How long a certificate of our own making is good.</summary>
    public const int Days = 365;

    private const string CertificateLabel = "CERTIFICATE";
    private readonly X509Certificate2 _certificate;

    private ConnectorCertificate(X509Certificate2 certificate) => _certificate = certificate;

    /// <summary>base64url of the SHA-256 of the certificate.</summary>
    public string Thumbprint => Base64Url.EncodeToString(SHA256.HashData(_certificate.RawData));

    /// <summary>base64 of the DER, without the key.</summary>
    public string PublicPart => Convert.ToBase64String(_certificate.RawData);

    public DateTimeOffset NotAfter => _certificate.NotAfter;

    /// <summary>Reads a PEM file of mode 0600 that holds one certificate and its unencrypted key.</summary>
    public static Result<ConnectorCertificate> Read(string path)
    {
        if (!SecretFile.ReadText(path).TryGet(out var pem, out var refusal))
            return refusal;
        X509Certificate2? certificate = null;
        try
        {
            // With two, which one is meant would be a matter of order.
            if (Count(pem) == 1)
            {
                certificate = X509Certificate2.CreateFromPem(pem, pem);
                if (IsUsable(certificate))
                    return new ConnectorCertificate(certificate);
            }
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            // The refusal below says it.
        }

        certificate?.Dispose();
        return new Refusal(Catalogue.Connect.CertificateFileUnusable, path);
    }

    /// <summary>A new P-256 key with a certificate that it signs itself, good for <see cref="Days"/> days.</summary>
    public static ConnectorCertificate Create(string displayName, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(displayName.Length is > 0 and <= 64 ? displayName : "keyway-connect");
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));

        // A server whose clock is a little behind must not take it for one of tomorrow.
        return new ConnectorCertificate(request.CreateSelfSigned(now.AddMinutes(-10), now.AddDays(Days)));
    }

    /// <summary>Certificate and key in PEM, for a file of mode 0600. The caller zeroes it.</summary>
    public byte[] Export()
    {
        using var key = (AsymmetricAlgorithm?)_certificate.GetECDsaPrivateKey() ?? _certificate.GetRSAPrivateKey()!;
        return System.Text.Encoding.ASCII.GetBytes(_certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    public bool IsValidAt(DateTimeOffset time) => time >= _certificate.NotBefore && time <= _certificate.NotAfter;

    /// <summary>A compact JWS of the payload: ES256, ES384 or RS256, as the key is.</summary>
    public string Sign(ReadOnlySpan<byte> payload)
    {
        var header = new JoseHeader("", "JWT");
        using var curve = _certificate.GetECDsaPrivateKey();
        if (curve is not null)
            return curve.KeySize == 256 ? CompactJws.SignEs256(header, payload, curve) : CompactJws.SignEs384(header, payload, curve);
        using var rsa = _certificate.GetRSAPrivateKey()!;
        return CompactJws.SignRs256(header, payload, rsa);
    }

    public void Dispose() => _certificate.Dispose();

    private static bool IsUsable(X509Certificate2 certificate)
    {
        using var curve = certificate.GetECDsaPrivateKey();
        using var rsa = certificate.GetRSAPrivateKey();
        return curve is { KeySize: 256 or 384 } || rsa is { KeySize: >= 2048 and <= 8192 };
    }

    private static int Count(ReadOnlySpan<char> pem)
    {
        var count = 0;
        while (PemEncoding.TryFind(pem, out var fields))
        {
            if (pem[fields.Label].SequenceEqual(CertificateLabel))
                count++;
            pem = pem[fields.Location.End..];
        }

        return count;
    }
}
