using System.Text.Json.Serialization;

namespace Keyway.Device.Policies;

/// <summary>What one reading of Group Policy found.</summary>
/// <param name="Computer">The computer half of its objects.</param>
/// <param name="People">The user half for each of the people who are known here; somebody whom the domain does not have any more is not in it.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record GroupPolicyAnswer(
    [property: JsonPropertyName("computer")] StoredPolicies Computer,
    [property: JsonPropertyName("people")] IReadOnlyList<PersonPolicies> People)
{
    [JsonIgnore]
    public bool IsSound => Computer is { IsSound: true, Objects: not null } && People is not null && People.All(person => person is { IsSound: true, Policies.Objects: not null });

    /// <summary>What was found for one of the people; null for somebody whom the domain does not have.</summary>
    public StoredPolicies? Of(string account) => People.FirstOrDefault(person => person.Account.Equals(account, StringComparison.OrdinalIgnoreCase))?.Policies;
}
