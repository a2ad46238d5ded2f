using System.Text.Json.Serialization;

namespace Keyway.Contracts.Passwords;

/// <summary>One password to check, for one agent only.</summary>
/// <param name="ObjectGuid">Whose: the anchor of the synced person.</param>
/// <param name="SamAccountName">The name at the KDC.</param>
/// <param name="SealedPassword">Compact JWE (<c>ECDH-ES</c>, <c>A256GCM</c>) to the agent's key; its protected header binds the check's id as <c>kid</c>. The content is the password in UTF-8.</param>
/// <param name="Deadline">UTC: nobody waits for the answer after it.</param>
public sealed record PasswordCheck(
    [property: JsonPropertyName("id")] Guid Id,
    [property: JsonPropertyName("objectGuid")] Guid ObjectGuid,
    [property: JsonPropertyName("samAccountName")] string SamAccountName,
    [property: JsonPropertyName("sealedPassword")] string SealedPassword,
    [property: JsonPropertyName("deadline")] DateTimeOffset Deadline);
