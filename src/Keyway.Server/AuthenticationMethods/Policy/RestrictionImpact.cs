using System.Text.Json.Serialization;

namespace Keyway.Server.AuthenticationMethods.Policy;

/// <summary>What a policy would shut out if it were saved now; keys of deleted people do not count.</summary>
/// <param name="Keys">Registered keys that would stop working.</param>
/// <param name="People">Who has at least one of those; each once.</param>
/// <param name="PeopleLeftWithoutKey">Who has no other key.</param>
/// <param name="Models">Every registered model, the most common first.</param>
internal sealed record RestrictionImpact(
    [property: JsonPropertyName("keys")] int Keys,
    [property: JsonPropertyName("people")] int People,
    [property: JsonPropertyName("peopleLeftWithoutKey")] int PeopleLeftWithoutKey,
    [property: JsonPropertyName("models")] IReadOnlyList<ModelImpact> Models);
