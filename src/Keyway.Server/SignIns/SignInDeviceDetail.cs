using System.Text.Json.Serialization;

namespace Keyway.Server.SignIns;

/// <summary>On what somebody signed in, with the vendor's names.</summary>
/// <param name="Browser">As the client calls itself.</param>
internal sealed record SignInDeviceDetail(
    [property: JsonPropertyName("deviceId")] Guid? DeviceId,
    [property: JsonPropertyName("browser")] string? Browser);
