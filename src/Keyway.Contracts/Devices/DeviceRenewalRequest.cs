using System.Text.Json.Serialization;

namespace Keyway.Contracts.Devices;

/// <summary>
/// Asks for a new certificate for a joined device; <c>POST /EnrollmentServer/device/{deviceId}/renew</c> with the present certificate as TLS client certificate.
/// Project-defined. The answer is an <see cref="IssuedDeviceCertificate"/>; the old certificate holds until the new one is used, at most a day.
/// </summary>
/// <param name="CertificateRequest">For the present device key, or for a new one.</param>
public sealed record DeviceRenewalRequest([property: JsonPropertyName("CertificateRequest")] DeviceCertificateRequest CertificateRequest);
