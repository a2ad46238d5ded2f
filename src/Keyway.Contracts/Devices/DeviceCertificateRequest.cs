using System.Text.Json.Serialization;

namespace Keyway.Contracts.Devices;

/// <summary>A PKCS#10 request for the device key.</summary>
/// <param name="Type">Always <c>pkcs10</c>.</param>
/// <param name="Data">base64 of the DER.</param>
public sealed record DeviceCertificateRequest(
    [property: JsonPropertyName("Type")] string Type,
    [property: JsonPropertyName("Data")] string Data);
