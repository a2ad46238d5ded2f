using System.Text.Json.Serialization;

namespace Keyway.Server.Devices;

/// <summary>The body of <c>PATCH /v1.0/devices/{id}</c>.</summary>
internal sealed record DeviceChange([property: JsonPropertyName("accountEnabled")] bool AccountEnabled);
