using System.Text.Json.Serialization;

namespace Keyway.Contracts.Devices;

/// <summary>SIDs that the device should add to one of its local groups.</summary>
public sealed record LocalMembershipChange(
    [property: JsonPropertyName("LocalSID")] string LocalSid,
    [property: JsonPropertyName("AddSIDs")] IReadOnlyList<string> AddSids);
