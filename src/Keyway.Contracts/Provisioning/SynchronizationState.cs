using System.Text.Json.Serialization;

namespace Keyway.Contracts.Provisioning;

/// <summary>What the server knows of a domain's sync; <c>GET /synchronization</c> lists all domains, <c>GET /synchronization/{domain}</c> tells of one.</summary>
/// <param name="Overdue">The report that was announced did not come.</param>
/// <param name="LastSuccessOn">UTC; null when none succeeded yet.</param>
public sealed record SynchronizationState(
    [property: JsonPropertyName("domain")] string Domain,
    [property: JsonPropertyName("users")] long Users,
    [property: JsonPropertyName("groups")] long Groups,
    [property: JsonPropertyName("devices")] long Devices,
    [property: JsonPropertyName("deletedUsers")] long DeletedUsers,
    [property: JsonPropertyName("overdue")] bool Overdue,
    [property: JsonPropertyName("lastSuccessOn")] DateTimeOffset? LastSuccessOn = null,
    [property: JsonPropertyName("last")] SynchronizationReport? Last = null);
