using System.Text.Json.Serialization;

namespace Keyway.Contracts.Passwords;

/// <summary>What an administrator decides for a domain; <c>PATCH /v1.0/passwordChecks/{domain}</c>, 204. Absent members stay as they are.</summary>
/// <param name="State">One of <see cref="PasswordCheckStates"/>; disabled until somebody enables it.</param>
/// <param name="LockoutThreshold">1 to 50.</param>
/// <param name="LockoutDurationInSeconds">5 to 43200: longer than the domain's own observation window.</param>
public sealed record PasswordCheckPolicy(
    [property: JsonPropertyName("state")] string? State = null,
    [property: JsonPropertyName("lockoutThreshold")] int? LockoutThreshold = null,
    [property: JsonPropertyName("lockoutDurationInSeconds")] int? LockoutDurationInSeconds = null);
