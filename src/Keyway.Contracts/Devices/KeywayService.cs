using System.Text.Json.Serialization;

namespace Keyway.Contracts.Devices;

/// <summary>The WebAuthn relying party of the server: a device builds the client data from it.</summary>
/// <param name="RelyingPartyId">The RP id, such as <c>login.contoso.com</c>.</param>
/// <param name="Origin">The one origin a device states, such as <c>https://login.contoso.com</c>.</param>
/// <param name="DeviceOrigin">Where a device shows its certificate in the TLS handshake: deletion and renewal.</param>
public sealed record KeywayService(
    [property: JsonPropertyName("RelyingPartyId")] string RelyingPartyId,
    [property: JsonPropertyName("Origin")] string Origin,
    [property: JsonPropertyName("DeviceOrigin")] string? DeviceOrigin = null);
