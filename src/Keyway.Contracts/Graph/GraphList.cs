using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>A page of a Graph collection.</summary>
/// <param name="NextLink">Absolute address of the next page; absent on the last.</param>
public sealed record GraphList<T>(
    [property: JsonPropertyName("value")] IReadOnlyList<T> Value,
    [property: JsonPropertyName("@odata.nextLink")] string? NextLink = null);
