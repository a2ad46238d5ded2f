using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>A group that a policy includes or excludes.</summary>
/// <param name="TargetType">Always <c>group</c>.</param>
/// <param name="Id">A group id, or <c>all_users</c>.</param>
public sealed record PolicyTarget(
    [property: JsonPropertyName("targetType")] string TargetType,
    [property: JsonPropertyName("id")] string Id);
