using System.Text.Json.Serialization;

namespace Keyway.Contracts.Devices;

/// <summary>The answer to a join ([MS-DVRJ] 3.1.5.1.1.2). After a hybrid join the user's name is empty and nothing changes in local groups: nobody owns the computer.</summary>
public sealed record DeviceJoinResponse(
    [property: JsonPropertyName("Certificate")] IssuedDeviceCertificate Certificate,
    [property: JsonPropertyName("User")] DeviceOwner User,
    [property: JsonPropertyName("MembershipChanges")] IReadOnlyList<LocalMembershipChange> MembershipChanges);
