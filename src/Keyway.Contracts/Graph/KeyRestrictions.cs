using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>Which models of key may be used.</summary>
/// <param name="EnforcementType"><c>allow</c> or <c>block</c>.</param>
public sealed record KeyRestrictions(
    [property: JsonPropertyName("isEnforced")] bool IsEnforced,
    [property: JsonPropertyName("enforcementType")] string EnforcementType,
    [property: JsonPropertyName("aaGuids")] IReadOnlyList<Guid> Aaguids);
