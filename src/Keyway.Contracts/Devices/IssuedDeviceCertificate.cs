using System.Text.Json.Serialization;

namespace Keyway.Contracts.Devices;

/// <summary>The device certificate: its subject CN is the device id.</summary>
/// <param name="Thumbprint">SHA-1, upper-case hex.</param>
/// <param name="RawBody">base64 of the DER.</param>
public sealed record IssuedDeviceCertificate(
    [property: JsonPropertyName("Thumbprint")] string Thumbprint,
    [property: JsonPropertyName("RawBody")] string RawBody);
