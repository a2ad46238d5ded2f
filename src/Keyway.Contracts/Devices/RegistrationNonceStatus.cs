using System.Text.Json.Serialization;

namespace Keyway.Contracts.Devices;

/// <summary>How a nonce was issued.</summary>
/// <param name="Time">UTC, ISO 8601.</param>
public sealed record RegistrationNonceStatus(
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("traceId")] string TraceId,
    [property: JsonPropertyName("time")] string Time);
