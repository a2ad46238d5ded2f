using System.Text.Json.Serialization;

namespace Keyway.Device.Policies;

/// <summary>One policy in a <see cref="StoredPolicies"/> file.</summary>
/// <param name="Name">Which.</param>
/// <param name="Value">In the range of <see cref="PolicyRange"/>.</param>
/// <param name="Where">Name and GUID of the Group Policy object, or the OMA-URI.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record StoredPolicy(
    [property: JsonPropertyName("name")] PolicyName Name,
    [property: JsonPropertyName("value")] int Value,
    [property: JsonPropertyName("where")] string? Where = null)
{
    private const int LongestWhere = 512;

    [JsonIgnore]
    public bool IsSound => Enum.IsDefined(Name) && PolicyRange.Takes(Name, Value) && Where is not { Length: > LongestWhere };
}
