using System.Text.Json.Serialization;

namespace Keyway.Server.DeviceManagement;

/// <summary>A part of the profile that gives a device a value.</summary>
/// <param name="TargetType"><c>group</c>, <c>device</c>, or <see cref="Everyone"/>.</param>
/// <param name="TargetId">The group or the device; null for everyone.</param>
/// <param name="Counts">Whether it is this value that the device gets: the strictest of the assignments, and everyone's only without any.</param>
internal sealed record EffectiveSource(
    [property: JsonPropertyName("targetType")] string TargetType,
    [property: JsonPropertyName("targetId"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] Guid? TargetId,
    [property: JsonPropertyName("value")] int Value,
    [property: JsonPropertyName("counts")] bool Counts)
{
    public const string Everyone = "everyone";
}
