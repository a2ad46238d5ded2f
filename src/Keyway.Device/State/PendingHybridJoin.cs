using System.Text.Json.Serialization;

namespace Keyway.Device.State;

/// <summary>
/// A hybrid join that has begun. Kept in <c>hybrid-join.json</c> until <c>device.json</c> is written. Every step can be gone again, so a run after a kill
/// starts at the first one and finds done what is done; this file says to people how far the join has come, and carries what the directory must show.
/// </summary>
/// <param name="Step">The step that is under way, as the journey calls it.</param>
/// <param name="StartedOn">UTC.</param>
/// <param name="Computer">Whose account it is; null until the directory was read.</param>
/// <param name="TenantId">As the service connection point says.</param>
/// <param name="Server">The identity server's origin.</param>
/// <param name="KeyFolder">Name of the folder under <c>keys</c>; null until there are keys.</param>
/// <param name="Certificate">base64 of the self-signed certificate that belongs into the directory.</param>
/// <param name="LastAskedOn">When the server was asked last, UTC.</param>
/// <param name="LastError">The number of the last refusal, such as <c>KW3198</c>.</param>
internal sealed record PendingHybridJoin(
    [property: JsonPropertyName("step")] string Step,
    [property: JsonPropertyName("startedOn")] DateTimeOffset StartedOn,
    [property: JsonPropertyName("computer")] DomainAccount? Computer = null,
    [property: JsonPropertyName("tenantId")] Guid? TenantId = null,
    [property: JsonPropertyName("server")] string? Server = null,
    [property: JsonPropertyName("keyFolder")] string? KeyFolder = null,
    [property: JsonPropertyName("certificate")] string? Certificate = null,
    [property: JsonPropertyName("lastAskedOn")] DateTimeOffset? LastAskedOn = null,
    [property: JsonPropertyName("lastError")] string? LastError = null);
