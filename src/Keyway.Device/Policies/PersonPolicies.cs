using System.Text.Json.Serialization;

namespace Keyway.Device.Policies;

/// <summary>What Group Policy sets for one of the people who sign in at this computer, by the user half of its objects.</summary>
/// <param name="Account">sAMAccountName in the computer's own domain, lower case.</param>
/// <param name="Seen">UTC; when they signed in, to the day.</param>
/// <param name="Policies">As last read; null when nothing was read for them yet.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PersonPolicies(
    [property: JsonPropertyName("account")] string Account,
    [property: JsonPropertyName("seen")] DateTimeOffset Seen,
    [property: JsonPropertyName("policies")] StoredPolicies? Policies = null)
{
    // [MS-SAMR] 2.2.6.1 gives sAMAccountName 256 characters; those of users are shorter.
    private const int LongestAccount = 256;

    [JsonIgnore]
    public bool IsSound => Account is { Length: > 0 and <= LongestAccount } && !Account.Any(letter => char.IsControl(letter) || char.IsUpper(letter)) && (Policies is null || Policies.IsSound);

    /// <summary>Without the objects that are only there to be shown.</summary>
    public PersonPolicies InShort() => Policies is null ? this : this with { Policies = Policies with { Objects = Policies.Objects?.Where(seen => seen.Changes.Count > 0 || seen.Refused is not null).ToList() } };
}
