using System.Text.Json.Serialization;
using Keyway.ActiveDirectory.GroupPolicy;

namespace Keyway.Device.Policies;

/// <summary>What one Group Policy object does to one policy.</summary>
/// <param name="Name">Which.</param>
/// <param name="Kind">Whether it sets it, sets it unless a weaker one has, or takes it away.</param>
/// <param name="Value">What it sets.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record StoredPolicyChange(
    [property: JsonPropertyName("name")] PolicyName Name,
    [property: JsonPropertyName("kind")][property: JsonConverter(typeof(JsonStringEnumConverter<RegistryChangeKind>))] RegistryChangeKind Kind,
    [property: JsonPropertyName("value")] int Value = 0)
{
    [JsonIgnore]
    public bool IsSound => Enum.IsDefined(Name) && Enum.IsDefined(Kind) && Kind != RegistryChangeKind.None && PolicyRange.Takes(Name, Value);
}
