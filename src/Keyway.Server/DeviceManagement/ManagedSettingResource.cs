using System.Text.Json.Serialization;

namespace Keyway.Server.DeviceManagement;

/// <summary>One setting of a device, as the API shows it.</summary>
/// <param name="Effective">What the profile wants of the device now; null for nothing.</param>
/// <param name="Sources">Why.</param>
/// <param name="Reported">What the device had at the end of its last session.</param>
/// <param name="Status">Its last status for this setting; null before the first session.</param>
internal sealed record ManagedSettingResource(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("omaUri")] string Uri,
    [property: JsonPropertyName("effective"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Effective,
    [property: JsonPropertyName("sources")] IReadOnlyList<EffectiveSource> Sources,
    [property: JsonPropertyName("reported"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Reported,
    [property: JsonPropertyName("status"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Status);
