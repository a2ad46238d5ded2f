using System.Text.Json.Serialization;

namespace Keyway.Contracts.Devices;

/// <summary>The answer to a join ([MS-DVRJ] 3.1.5.1.1.2).</summary>
public sealed record DeviceJoinResponse(
    [property: JsonPropertyName("Certificate")] IssuedDeviceCertificate Certificate,
    [property: JsonPropertyName("User")] DeviceOwner User,
    [property: JsonPropertyName("MembershipChanges")] IReadOnlyList<LocalMembershipChange> MembershipChanges);
