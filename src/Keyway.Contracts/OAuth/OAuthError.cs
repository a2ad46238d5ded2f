using System.Text.Json.Serialization;

namespace Keyway.Contracts.OAuth;

/// <summary>A refusal of the token endpoint (RFC 6749 5.2, with the vendor's members so that its clients understand).</summary>
/// <param name="Error">An OAuth code such as <c>invalid_grant</c>.</param>
/// <param name="ErrorDescription"><c>AADSTSnnnnn: cause. remedy (KWnnnn)</c> and the trace lines.</param>
/// <param name="ErrorCodes">The vendor's numbers.</param>
/// <param name="KeywayError">Our number, such as <c>KW2301</c>.</param>
/// <param name="Timestamp">UTC, <c>yyyy-MM-dd HH:mm:ssZ</c>.</param>
/// <param name="TraceId">The trace by which the server's log names this request.</param>
/// <param name="CorrelationId">What the client sent as <c>client-request-id</c>, or the trace id.</param>
public sealed record OAuthError(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string ErrorDescription,
    [property: JsonPropertyName("error_codes")] IReadOnlyList<int> ErrorCodes,
    [property: JsonPropertyName("keyway_error")] string KeywayError,
    [property: JsonPropertyName("timestamp")] string Timestamp,
    [property: JsonPropertyName("trace_id")] string TraceId,
    [property: JsonPropertyName("correlation_id")] string CorrelationId);
