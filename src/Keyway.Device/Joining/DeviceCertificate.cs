using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Contracts.Devices;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Joining;

/// <summary>The device certificate as a server answers it, checked to be ours before anything is stored.</summary>
internal static class DeviceCertificate
{
    /// <summary>The subject that a request names; the server replaces it by the device id ([MS-DVRJ] 3.1.5.1).</summary>
    private const string RequestSubject = "CN=7E980AD9-B86D-4306-9425-9AC066FB014A";
    private const string CommonName = "2.5.4.3";
    private const string TenantExtension = "1.2.840.113556.1.5.284.5";
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>A PKCS#10 request for the device key, DER.</summary>
    public static byte[] Request(RSA deviceKey) =>
        new CertificateRequest(RequestSubject, deviceKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequest();

    /// <summary>Reads the answer to <see cref="Request"/>.</summary>
    /// <param name="answer">Not believed yet.</param>
    /// <param name="deviceKey">The key that must have been certified.</param>
    /// <param name="tenant">The tenant that the certificate must name, when it names one.</param>
    /// <param name="now">UTC.</param>
    /// <param name="deviceId">The device id: the certificate's common name.</param>
    public static Result<X509Certificate2> Read(IssuedDeviceCertificate answer, RSA deviceKey, Guid tenant, DateTimeOffset now, out Guid deviceId)
    {
        deviceId = default;
        X509Certificate2 certificate;
        try
        {
            certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(answer.RawBody));
        }
        catch (Exception failure) when (failure is FormatException or CryptographicException)
        {
            return new Refusal(Catalogue.Device.CertificateNotOurs, "not a certificate");
        }

        var fault = FindFault(certificate, answer.Thumbprint, deviceKey, tenant, now, out deviceId);
        if (fault is null)
            return certificate;
        certificate.Dispose();
        return new Refusal(Catalogue.Device.CertificateNotOurs, fault);
    }

    private static string? FindFault(X509Certificate2 certificate, string thumbprint, RSA deviceKey, Guid tenant, DateTimeOffset now, out Guid deviceId)
    {
        deviceId = default;
        try
        {
            if (!CertifiedKey.Matches(certificate, deviceKey))
                return "another key";
            if (!string.Equals(certificate.Thumbprint, thumbprint, StringComparison.OrdinalIgnoreCase))
                return "another thumbprint";
            if (!TryReadDeviceId(certificate, out deviceId))
                return "no device id in its subject";
            if (certificate.NotBefore.ToUniversalTime() > now + ClockTolerance || certificate.NotAfter.ToUniversalTime() <= now)
                return "not valid at this time";
            var named = certificate.Extensions.FirstOrDefault(extension => extension.Oid?.Value == TenantExtension);
            return named is null || ReadGuid(named.RawData) == tenant ? null : "another tenant";
        }
        catch (Exception failure) when (failure is CryptographicException or AsnContentException)
        {
            return "malformed";
        }
    }

    private static bool TryReadDeviceId(X509Certificate2 certificate, out Guid deviceId)
    {
        deviceId = default;
        var names = certificate.SubjectName.EnumerateRelativeDistinguishedNames()
            .Where(name => !name.HasMultipleElements && name.GetSingleElementType().Value == CommonName)
            .Select(name => name.GetSingleElementValue())
            .ToArray();
        return names is [{ } only] && Guid.TryParseExact(only, "D", out deviceId);
    }

    /// <summary>16 bytes as they are, or inside an OCTET STRING: both occur.</summary>
    private static Guid? ReadGuid(ReadOnlySpan<byte> value)
    {
        if (value.Length == 18)
            value = AsnDecoder.ReadOctetString(value, AsnEncodingRules.DER, out _);
        return value.Length == 16 ? new Guid(value) : null;
    }
}
