using System.Text.Json.Serialization;

namespace Keyway.Device.DeviceManagement;

/// <summary>How this computer stands with device management. Kept in <c>device-management.json</c>; what it has set lies with the other policies.</summary>
/// <param name="DeviceId">Which join it belongs to; after another join it counts for nothing.</param>
/// <param name="EnrolledOn">UTC; null when it is not enrolled, or not any more.</param>
/// <param name="Account">The person whose groups count, as the server said at the enrolment; null for nobody.</param>
/// <param name="LastTry">When a session was last begun, UTC.</param>
/// <param name="LastSession">When one last came to its end, UTC.</param>
/// <param name="Error">The number of what stopped the last try; null when nothing did.</param>
internal sealed record ManagementRecord(
    [property: JsonPropertyName("deviceId")] Guid DeviceId,
    [property: JsonPropertyName("enrolledOn")] DateTimeOffset? EnrolledOn = null,
    [property: JsonPropertyName("account")] string? Account = null,
    [property: JsonPropertyName("lastTry")] DateTimeOffset? LastTry = null,
    [property: JsonPropertyName("lastSession")] DateTimeOffset? LastSession = null,
    [property: JsonPropertyName("error")] string? Error = null);
