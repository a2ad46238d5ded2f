using System.Text.Json.Serialization;

namespace Keyway.Server.AuthenticationMethods.Policy;

/// <summary>What a policy would shut out if it were saved now; keys of deleted people do not count.</summary>
/// <param name="Keys">Registered keys that would not work: by their model, because the policy does not mean their owner, or because the method is off.</param>
/// <param name="People">Who has at least one of those; each once.</param>
/// <param name="PeopleLeftWithoutKey">Who has no other key.</param>
/// <param name="Models">Every registered model, the most common first; whether it is shut out says nothing of groups.</param>
internal sealed record RestrictionImpact(
    [property: JsonPropertyName("keys")] int Keys,
    [property: JsonPropertyName("people")] int People,
    [property: JsonPropertyName("peopleLeftWithoutKey")] int PeopleLeftWithoutKey,
    [property: JsonPropertyName("models")] IReadOnlyList<ModelImpact> Models);
