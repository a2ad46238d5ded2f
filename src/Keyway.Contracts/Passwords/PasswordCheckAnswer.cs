using System.Text.Json.Serialization;

namespace Keyway.Contracts.Passwords;

/// <summary>What the domain said; <c>POST /passwordChecks/{domain}/answers</c>, 204. One for a check that this agent was not given is refused.</summary>
/// <param name="Outcome">One of <see cref="PasswordOutcomes"/>.</param>
public sealed record PasswordCheckAnswer(
    [property: JsonPropertyName("agentId")] Guid AgentId,
    [property: JsonPropertyName("id")] Guid Id,
    [property: JsonPropertyName("outcome")] string Outcome);
