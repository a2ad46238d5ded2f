using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Keyway.Fido2.Tests.Metadata;

/// <summary>A metadata service of the tests' own, with a root, and a signer that is right unless told otherwise.</summary>
internal sealed class MetadataService : IDisposable
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly RSA _rootKey = RSA.Create(2048);
    private readonly RSA _signerKey = RSA.Create(2048);
    private readonly ECDsa _ecKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public MetadataService()
    {
        var request = new CertificateRequest("CN=Test metadata root", _rootKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Root = request.CreateSelfSigned(Start, Start.AddYears(20));
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2Collection Roots => [Root];

    public RSA SignerKey => _signerKey;

    public string Host { get; init; } = "mds.fidoalliance.org";

    public DateTimeOffset End { get; init; } = Start.AddYears(10);

    /// <summary>Replaces the header; <c>{x5c}</c> stands for the signer's certificate.</summary>
    public string Header { get; init; } = """{"alg":"RS256","typ":"JWT","x5c":["{x5c}"]}""";

    public bool Elliptic { get; init; }

    public byte[] Sign(string payload)
    {
        var header = Header.Replace("{x5c}", Convert.ToBase64String(Signer()), StringComparison.Ordinal);
        var signed = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        var signature = Elliptic
            ? _ecKey.SignData(bytes, HashAlgorithmName.SHA256)
            : _signerKey.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return Encoding.ASCII.GetBytes($"{signed}.{Base64Url.EncodeToString(signature)}");
    }

    /// <summary>A payload of the service's shape.</summary>
    public static string Payload(int number, params string[] entries) =>
        $$"""{"legalHeader":"Test","no":{{number}},"nextUpdate":"2026-07-01","entries":[{{string.Join(',', entries)}}]}""";

    /// <summary>An entry shaped as published ones are.</summary>
    public static string Entry(Guid aaguid, string description, string[] statuses, params X509Certificate2[] roots)
    {
        var reports = string.Join(',', statuses.Select(status => $$"""{"status":"{{status}}","effectiveDate":"2025-01-02","certificateNumber":"FIDO20020250101001" }"""));
        var certificates = string.Join(',', roots.Select(root => $"\"{Convert.ToBase64String(root.RawData)}\""));
        return $$"""
            {"aaguid":"{{aaguid}}","metadataStatement":{"legalHeader":"Test","aaguid":"{{aaguid}}","description":"{{description}}","authenticatorVersion":2,
             "protocolFamily":"fido2","schema":3,"upv":[{"major":1,"minor":0},{"major":1,"minor":1}],"authenticationAlgorithms":["secp256r1_ecdsa_sha256_raw"],
             "publicKeyAlgAndEncodings":["cose"],"attestationTypes":["basic_full"],
             "userVerificationDetails":[[{"userVerificationMethod":"passcode_external","caDesc":{"base":64,"minLength":4,"maxRetries":8,"blockSlowdown":0}}],[{"userVerificationMethod":"none"}]],
             "keyProtection":["hardware","secure_element"],"matcherProtection":["on_chip"],"cryptoStrength":128,"attachmentHint":["external","wired"],"tcDisplay":[],
             "attestationRootCertificates":[{{certificates}}],
             "icon":"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
             "authenticatorGetInfo":{"versions":["FIDO_2_0","FIDO_2_1"],"extensions":["credProtect","hmac-secret"],"aaguid":"{{aaguid.ToString("N")}}","options":{"rk":true},"transports":["usb","nfc"]}},
             "statusReports":[{{reports}}],"timeOfLastStatusChange":"2025-01-02"}
            """;
    }

    public void Dispose()
    {
        Root.Dispose();
        _rootKey.Dispose();
        _signerKey.Dispose();
        _ecKey.Dispose();
    }

    private byte[] Signer()
    {
        var request = Elliptic
            ? new CertificateRequest($"CN={Host}", _ecKey, HashAlgorithmName.SHA256)
            : new CertificateRequest($"CN={Host}", _signerKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Host);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(
            Root.SubjectName, X509SignatureGenerator.CreateForRSA(_rootKey, RSASignaturePadding.Pkcs1), Start, End, RandomNumberGenerator.GetBytes(8));
        return certificate.RawData;
    }
}
