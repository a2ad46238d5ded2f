using System.Text.Json.Serialization;

namespace Keyway.Contracts.Passwords;

/// <summary>How the passwords of one domain are checked, for administrators; <c>GET /v1.0/passwordChecks</c>.</summary>
/// <param name="State">One of <see cref="PasswordCheckStates"/>.</param>
/// <param name="LockoutThreshold">Wrong passwords from strange networks after which an account has to wait.</param>
/// <param name="FamiliarNetworkThreshold">The same from networks from which the person has signed in; the domain sees at most the sum of both before both wait.</param>
/// <param name="LockoutDurationInSeconds">The first wait; each further one is twice as long, up to an hour.</param>
/// <param name="Waiting">Checks that no agent has taken yet.</param>
/// <param name="Outcomes">How often the domain said what, by <see cref="PasswordOutcomes"/>, since the server started.</param>
public sealed record PasswordCheckDomain(
    [property: JsonPropertyName("domainDnsName")] string DomainDnsName,
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("lockoutThreshold")] int LockoutThreshold,
    [property: JsonPropertyName("familiarNetworkThreshold")] int FamiliarNetworkThreshold,
    [property: JsonPropertyName("lockoutDurationInSeconds")] int LockoutDurationInSeconds,
    [property: JsonPropertyName("waiting")] int Waiting,
    [property: JsonPropertyName("agents")] IReadOnlyList<PasswordCheckAgent> Agents,
    [property: JsonPropertyName("outcomes")] IReadOnlyDictionary<string, long> Outcomes);
