using System.Text.Json.Serialization;

namespace Keyway.Device.Policies;

/// <summary>What one source set when it was last read.</summary>
/// <param name="Settings">Each policy once at most; one that is not there is not set.</param>
/// <param name="ReadOn">UTC.</param>
/// <param name="Objects">The Group Policy objects that were looked at, first the weakest; null for other sources.</param>
/// <param name="Refused">The number and cause why it could not be read again since; null when it was.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record StoredPolicies(
    [property: JsonPropertyName("settings")] IReadOnlyList<StoredPolicy> Settings,
    [property: JsonPropertyName("readOn")] DateTimeOffset ReadOn,
    [property: JsonPropertyName("objects")] IReadOnlyList<StoredPolicyObject>? Objects = null,
    [property: JsonPropertyName("refused")] string? Refused = null)
{
    [JsonIgnore]
    public bool IsSound => Settings.All(setting => setting?.IsSound == true)
        && Settings.DistinctBy(setting => setting.Name).Count() == Settings.Count
        && (Objects is null || Objects.All(seen => seen?.IsSound == true));
}
