using System.Text.Json.Serialization;

namespace Keyway.Server.Devices;

/// <summary>The part of a <see cref="DevicePolicyDocument"/> about cloud joins.</summary>
internal sealed record DeviceJoinPolicy([property: JsonPropertyName("allowedToJoin")] DeviceMembership AllowedToJoin);
