using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Contracts.OAuth;

namespace Keyway.Server.Tests.Connectors;

/// <summary>A connector's key and certificate, and the assertions it signs: honest ones and others.</summary>
internal sealed class ConnectorKey : IDisposable
{
    private readonly AsymmetricAlgorithm _key;
    private readonly X509Certificate2 _certificate;

    public ConnectorKey(AsymmetricAlgorithm key, DateTimeOffset from, DateTimeOffset to)
    {
        _key = key;
        var request = key is RSA rsa
            ? new CertificateRequest("CN=connect", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest("CN=connect", (ECDsa)key, HashAlgorithmName.SHA256);
        _certificate = request.CreateSelfSigned(from, to);
    }

    public byte[] Der => _certificate.RawData;

    public byte[] PublicKey => _certificate.PublicKey.ExportSubjectPublicKeyInfo();

    public string Sign(ClientAssertionClaims claims, string? algorithm = null, JoseHeader? header = null)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(claims, ContractsJson.Default.ClientAssertionClaims);
        header ??= new JoseHeader("", "JWT");
        return (algorithm, _key) switch
        {
            ("PS256", RSA rsa) => CompactJws.SignPs256(header, payload, rsa),
            (_, RSA rsa) => CompactJws.SignRs256(header, payload, rsa),
            ("ES384", ECDsa ec) => CompactJws.SignEs384(header, payload, ec),
            (_, ECDsa ec) => CompactJws.SignEs256(header, payload, ec),
            _ => throw new NotSupportedException(),
        };
    }

    /// <summary>Signs any header and payload, as no honest program would write them.</summary>
    public string SignRaw(string header, string payload)
    {
        var input = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header)) + "." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload));
        var signature = _key is RSA rsa
            ? rsa.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : ((ECDsa)_key).SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256);
        return input + "." + Base64Url.EncodeToString(signature);
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }
}
