using System.Text.Json.Serialization;

namespace Keyway.Contracts.Devices;

/// <summary>The person who joined the device.</summary>
public sealed record DeviceOwner([property: JsonPropertyName("Upn")] string Upn);
