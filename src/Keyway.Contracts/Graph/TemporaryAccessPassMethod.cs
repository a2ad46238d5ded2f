using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>A Temporary Access Pass.</summary>
/// <param name="TemporaryAccessPass">The pass itself: only in the answer to its creation.</param>
public sealed record TemporaryAccessPassMethod(
    [property: JsonPropertyName("id")] Guid Id,
    [property: JsonPropertyName("createdDateTime")] DateTimeOffset Created,
    [property: JsonPropertyName("startDateTime")] DateTimeOffset Start,
    [property: JsonPropertyName("lifetimeInMinutes")] int LifetimeInMinutes,
    [property: JsonPropertyName("isUsableOnce")] bool IsUsableOnce,
    [property: JsonPropertyName("isUsable")] bool IsUsable,
    [property: JsonPropertyName("methodUsabilityReason")] string UsabilityReason,
    [property: JsonPropertyName("temporaryAccessPass")] string? TemporaryAccessPass = null);
