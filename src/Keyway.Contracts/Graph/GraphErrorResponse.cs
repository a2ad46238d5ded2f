using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>A Graph refusal.</summary>
public sealed record GraphErrorResponse([property: JsonPropertyName("error")] GraphError Error);
