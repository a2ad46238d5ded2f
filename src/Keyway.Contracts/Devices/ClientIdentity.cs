using System.Text.Json.Serialization;

namespace Keyway.Contracts.Devices;

/// <summary>Proof of the key whose certificate the computer wrote into its domain.</summary>
/// <param name="Type">Always <c>sha256signed</c>.</param>
/// <param name="Sid">The computer's SID, a dot, and the time: <c>S-1-5-21-….2026-11-22 10:00:00Z</c>.</param>
/// <param name="SignedBlob">base64 of the RSA PKCS#1 SHA-256 signature over the text of <paramref name="Sid"/> in UTF-8.</param>
public sealed record ClientIdentity(
    [property: JsonPropertyName("Type")] string Type,
    [property: JsonPropertyName("Sid")] string Sid,
    [property: JsonPropertyName("SignedBlob")] string SignedBlob);
