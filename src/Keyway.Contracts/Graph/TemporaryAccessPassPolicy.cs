using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>Who may have Temporary Access Passes, and of what kind (the vendor's temporaryAccessPassAuthenticationMethodConfiguration). In a PATCH, absent members stay as they are.</summary>
/// <param name="State"><c>enabled</c> or <c>disabled</c>.</param>
/// <param name="DefaultLength">Characters of a pass, 8 to 48.</param>
/// <param name="IsUsableOnce">True makes every pass one that works once; false leaves it to who issues it.</param>
public sealed record TemporaryAccessPassPolicy(
    [property: JsonPropertyName("id")] string? Id = null,
    [property: JsonPropertyName("state")] string? State = null,
    [property: JsonPropertyName("defaultLifetimeInMinutes")] int? DefaultLifetimeInMinutes = null,
    [property: JsonPropertyName("defaultLength")] int? DefaultLength = null,
    [property: JsonPropertyName("minimumLifetimeInMinutes")] int? MinimumLifetimeInMinutes = null,
    [property: JsonPropertyName("maximumLifetimeInMinutes")] int? MaximumLifetimeInMinutes = null,
    [property: JsonPropertyName("isUsableOnce")] bool? IsUsableOnce = null,
    [property: JsonPropertyName("includeTargets")] IReadOnlyList<PolicyTarget>? IncludeTargets = null,
    [property: JsonPropertyName("excludeTargets")] IReadOnlyList<PolicyTarget>? ExcludeTargets = null);
