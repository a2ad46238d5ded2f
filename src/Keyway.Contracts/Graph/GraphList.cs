using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>A page of a Graph collection.</summary>
public sealed record GraphList<T>([property: JsonPropertyName("value")] IReadOnlyList<T> Value);
