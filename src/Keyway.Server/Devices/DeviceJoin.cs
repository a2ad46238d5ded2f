using System.Globalization;
using System.Security.Cryptography;
using Keyway.Contracts;
using Keyway.Contracts.Devices;
using Keyway.Errors;

namespace Keyway.Server.Devices;

/// <summary>A checked <see cref="DeviceJoinRequest"/>.</summary>
/// <param name="DeviceKey">2048 to 4096 bits, possession proven.</param>
/// <param name="TransportKey">2048 to 4096 bits, not the device key.</param>
/// <param name="TransportKeyBlob">The same as RSA1 blob.</param>
internal sealed record DeviceJoin(string DisplayName, string DeviceType, string OsVersion, RSA DeviceKey, RSA TransportKey, byte[] TransportKeyBlob)
{
    /// <summary>Cloud joined.</summary>
    public const int CloudJoinType = 0;

    private const int LongestName = 128;
    private const int LongestWord = 64;

    // A 4096 bit key is 536 bytes as a blob; the request with it about 2 KB.
    private const int LongestBase64 = 16 * 1024;

    /// <summary>Checks an untrusted request, all but what needs the store.</summary>
    public static Result<DeviceJoin> Parse(DeviceJoinRequest request)
    {
        if (request.JoinType != CloudJoinType)
            return Catalogue.Devices.JoinTypeRefused;
        if (!IsName(request.DeviceDisplayName, LongestName) || !IsName(request.DeviceType, LongestWord) || !IsName(request.OSVersion, LongestWord) || request.TargetDomain.Length > 255)
            return Catalogue.Devices.NameRefused;
        if (request.CertificateRequest.Type != "pkcs10" || Decode(request.CertificateRequest.Data) is not { } der)
            return Catalogue.Devices.CertificateRequestMalformed;
        if (!CertificateSigningRequest.ReadKey(der).TryGet(out var deviceKey, out var refusal))
            return refusal;
        if (Decode(request.TransportKey) is not { } blob || !RsaPublicKeyBlob.Read(blob).TryGet(out var transportKey, out _))
            return Catalogue.Devices.TransportKeyRefused;
        return KeyHash(deviceKey) == KeyHash(transportKey)
            ? Catalogue.Devices.TransportKeyRefused
            : new DeviceJoin(request.DeviceDisplayName, request.DeviceType, request.OSVersion, deviceKey, transportKey, blob);
    }

    /// <summary>SHA-256 of the key's SPKI, lower-case hex: by this a key is known again.</summary>
    public static string KeyHash(RSA key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    private static bool IsName(string text, int longest) => text.Length > 0 && text.Length <= longest && !string.IsNullOrWhiteSpace(text)
        && text.EnumerateRunes().All(rune => rune != System.Text.Rune.ReplacementChar && System.Text.Rune.GetUnicodeCategory(rune) is not
            (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned));

    private static byte[]? Decode(string base64)
    {
        if (base64.Length is 0 or > LongestBase64)
            return null;
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var written) ? bytes[..written] : null;
    }
}
