using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Keyway.Contracts;
using Keyway.Contracts.Devices;
using Keyway.Errors;

namespace Keyway.Server.Devices;

/// <summary>What a computer brings to either join, checked.</summary>
/// <param name="DeviceKey">Acceptable to <see cref="RsaKeyStrength"/>, possession proven.</param>
/// <param name="TransportKey">Acceptable too, and not the device key.</param>
/// <param name="TransportKeyBlob">The same as RSA1 blob.</param>
internal sealed record DeviceJoin(string DisplayName, string DeviceType, string OsVersion, RSA DeviceKey, RSA TransportKey, byte[] TransportKeyBlob)
{
    private const int LongestName = 128;
    private const int LongestWord = 64;

    /// <summary>Checks an untrusted cloud join, all but what needs the store.</summary>
    public static Result<DeviceJoin> Parse(DeviceJoinRequest request)
    {
        if (request.JoinType != (int)JoinType.Cloud)
            return Catalogue.Devices.JoinTypeRefused;
        return Parse(request.DeviceDisplayName, request.DeviceType, request.OSVersion, request.TargetDomain, request.CertificateRequest, request.TransportKey);
    }

    /// <summary>Checks the members that both joins have.</summary>
    public static Result<DeviceJoin> Parse(
        string displayName, string deviceType, string osVersion, string targetDomain, DeviceCertificateRequest certificateRequest, string transportKeyBlob)
    {
        if (!IsName(displayName, LongestName) || !IsName(deviceType, LongestWord) || !IsName(osVersion, LongestWord) || targetDomain.Length > 255)
            return Catalogue.Devices.NameRefused;
        if (!CertificateSigningRequest.ReadKey(certificateRequest).TryGet(out var deviceKey, out var refusal))
            return refusal;
        if (Base64Text.Decode(transportKeyBlob) is not { } blob || !RsaPublicKeyBlob.Read(blob).TryGet(out var transportKey, out _) || !RsaKeyStrength.IsAcceptable(transportKey))
            return Catalogue.Devices.TransportKeyRefused;
        return DeviceKeys.HashOf(deviceKey) == DeviceKeys.HashOf(transportKey)
            ? Catalogue.Devices.TransportKeyRefused
            : new DeviceJoin(displayName, deviceType, osVersion, deviceKey, transportKey, blob);
    }

    private static bool IsName(string text, int longest) => text.Length > 0 && text.Length <= longest && !string.IsNullOrWhiteSpace(text)
        && text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not
            (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned));
}
