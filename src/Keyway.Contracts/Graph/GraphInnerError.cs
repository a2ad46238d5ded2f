using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>By what a refusal is found in the server's log.</summary>
/// <param name="Date">UTC, ISO 8601.</param>
/// <param name="RequestId">The trace id.</param>
/// <param name="ClientRequestId">What the client sent, or the trace id.</param>
public sealed record GraphInnerError(
    [property: JsonPropertyName("date")] string Date,
    [property: JsonPropertyName("request-id")] string RequestId,
    [property: JsonPropertyName("client-request-id")] string ClientRequestId);
