using System.Text.Json.Serialization;

namespace Keyway.Contracts.Devices;

/// <summary>The body of a device join ([MS-DVRJ] 3.1.5.1; <c>POST /EnrollmentServer/device/?api-version=2.0</c> with a bearer token for <see cref="OAuth.Resources.DeviceRegistration"/>).</summary>
/// <param name="TransportKey">base64 of an RSA1 blob: <see cref="RsaPublicKeyBlob"/>.</param>
/// <param name="TargetDomain">The domain part of the joining user's name.</param>
/// <param name="JoinType">0 cloud joined.</param>
public sealed record DeviceJoinRequest(
    [property: JsonPropertyName("CertificateRequest")] DeviceCertificateRequest CertificateRequest,
    [property: JsonPropertyName("TransportKey")] string TransportKey,
    [property: JsonPropertyName("TargetDomain")] string TargetDomain,
    [property: JsonPropertyName("DeviceType")] string DeviceType,
    [property: JsonPropertyName("OSVersion")] string OSVersion,
    [property: JsonPropertyName("DeviceDisplayName")] string DeviceDisplayName,
    [property: JsonPropertyName("JoinType")] int JoinType);
