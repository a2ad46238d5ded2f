using System.Text.Json.Serialization;

namespace Keyway.Contracts.KerberosServers;

/// <summary>
/// The server's part of <c>keyway-connect explain</c>: every rule in the order of a sign-in;
/// <c>GET /kerberosServers/{domain}/{name}/explanations/{objectGuid}</c>.
/// </summary>
/// <param name="ObjectGuid">The anchor, as SCIM's externalId.</param>
/// <param name="UserPrincipalName">As the server knows the person; null when it does not.</param>
/// <param name="ObjectSid">As it was synced; null when the person was not.</param>
/// <param name="Rules">At least one.</param>
public sealed record TicketExplanation(
    [property: JsonPropertyName("objectGuid")] Guid ObjectGuid,
    [property: JsonPropertyName("userPrincipalName"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? UserPrincipalName,
    [property: JsonPropertyName("objectSid"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? ObjectSid,
    [property: JsonPropertyName("rules")] IReadOnlyList<RuleAnswer> Rules);
