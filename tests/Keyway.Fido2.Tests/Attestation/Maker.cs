using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Keyway.Fido2.Tests.Attestation;

/// <summary>A maker of security keys: a root, and attestation certificates under it that are right unless told otherwise.</summary>
internal sealed class Maker : IDisposable
{
    public const string Subject = "CN=Test key, O=Test maker, OU=Authenticator Attestation, C=AA";

    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ECDsa _rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public Maker(DateTimeOffset? end = null, int? pathLength = null)
    {
        var request = new CertificateRequest("CN=Test maker root, O=Test maker, C=AA", _rootKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, pathLength is not null, pathLength ?? 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        Root = request.CreateSelfSigned(Start, end ?? Start.AddYears(20));
    }

    public X509Certificate2 Root { get; }

    /// <summary>A certificate for an attestation key.</summary>
    public byte[] Issue(
        ECDsa key,
        string subject = Subject,
        Guid? model = null,
        bool criticalModel = false,
        byte[]? rawModel = null,
        bool? authority = false,
        DateTimeOffset? end = null,
        X509Extension? extra = null,
        X509Certificate2? issuer = null,
        IReadOnlyList<X509Extension>? extensions = null)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        if (authority is { } isAuthority) request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        byte[]? value = rawModel ?? (model is { } guid ? [0x04, 0x10, .. guid.ToByteArray(bigEndian: true)] : null);
        if (value is not null) request.CertificateExtensions.Add(new X509Extension("1.3.6.1.4.1.45724.1.1.4", value, criticalModel));
        if (extra is not null) request.CertificateExtensions.Add(extra);
        foreach (var extension in extensions ?? []) request.CertificateExtensions.Add(extension);
        using var certificate = request.Create(issuer ?? Root, Start, end ?? Start.AddYears(10), RandomNumberGenerator.GetBytes(8));
        return certificate.RawData;
    }

    /// <summary>An intermediate authority, with its private key.</summary>
    public X509Certificate2 Intermediate(DateTimeOffset? end = null, X509Extension? extra = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = X509CertificateLoader.LoadCertificate(Issue(key, "CN=Test maker intermediate, O=Test maker, C=AA", authority: true, end: end, extra: extra));
        return certificate.CopyWithPrivateKey(key);
    }

    public void Dispose()
    {
        Root.Dispose();
        _rootKey.Dispose();
    }
}
