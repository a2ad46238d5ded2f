using System.Text.Json.Serialization;

namespace Keyway.Contracts.Devices;

/// <summary>A refused join ([MS-DVRJ] 2.2.3.1).</summary>
/// <param name="ErrorType">Our number, such as <c>KW2203</c>.</param>
/// <param name="Message">Cause and remedy.</param>
/// <param name="Time">UTC, ISO 8601.</param>
/// <param name="Code">The vendor's word where its clients know one: <c>DirectoryError</c> for a computer that has not been synced yet.</param>
public sealed record DeviceJoinError(
    [property: JsonPropertyName("ErrorType")] string ErrorType,
    [property: JsonPropertyName("Message")] string Message,
    [property: JsonPropertyName("TraceId")] string TraceId,
    [property: JsonPropertyName("Time")] string Time,
    [property: JsonPropertyName("code")] string? Code = null);
