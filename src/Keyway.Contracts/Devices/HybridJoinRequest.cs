using System.Text.Json.Serialization;

namespace Keyway.Contracts.Devices;

/// <summary>The body that completes a hybrid join; <c>PUT /EnrollmentServer/device/{objectGUID}?api-version=2.0</c> without a bearer token: the computer proves itself by the key of the certificate that it wrote into its domain.</summary>
/// <param name="CertificateRequest">For the device key; it may be the key of that certificate.</param>
/// <param name="JoinType">6 hybrid joined.</param>
public sealed record HybridJoinRequest(
    [property: JsonPropertyName("CertificateRequest")] DeviceCertificateRequest CertificateRequest,
    [property: JsonPropertyName("ServerAdJoinData")] ServerAdJoinData ServerAdJoinData,
    [property: JsonPropertyName("JoinType")] int JoinType);
