using System.Text.Json.Serialization;

namespace Keyway.Device.Policies;

/// <summary>One Group Policy object as it was read: what stays when its file is refused, and what <c>keyway policy</c> tells of it.</summary>
/// <param name="Id">Its GUID.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Changes">What it does to our policies, each once at most.</param>
/// <param name="LinkedAt">Distinguished name of the site, domain or unit that brought it.</param>
/// <param name="Version">What the directory counted for its half when <paramref name="Changes"/> were read; null when they never were.</param>
/// <param name="Skipped">Why it does not apply; null when it does.</param>
/// <param name="Refused">The number and cause why its present content is refused; its last good content stays.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record StoredPolicyObject(
    [property: JsonPropertyName("id")] Guid Id,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("changes")] IReadOnlyList<StoredPolicyChange> Changes,
    [property: JsonPropertyName("linkedAt")] string LinkedAt,
    [property: JsonPropertyName("version")] int? Version = null,
    [property: JsonPropertyName("skipped")] string? Skipped = null,
    [property: JsonPropertyName("refused")] string? Refused = null)
{
    [JsonIgnore]
    public bool IsSound => Changes.All(change => change?.IsSound == true) && Changes.DistinctBy(change => change.Name).Count() == Changes.Count;

    /// <summary>Name and GUID.</summary>
    public override string ToString() => $"{Name} {Id:B}";
}
