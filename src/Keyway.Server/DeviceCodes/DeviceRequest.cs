using Keyway.Server.Tokens;

namespace Keyway.Server.DeviceCodes;

/// <summary>A program's wish to act for whoever answers its code.</summary>
/// <param name="CodeHash">SHA-256 of the device code; the row's name.</param>
/// <param name="Resource">One of <see cref="Contracts.OAuth.Resources"/>; the token will be for it alone.</param>
/// <param name="Permissions">To what the token will be limited; null for no limit.</param>
/// <param name="Address">Where the program asked from, as the person is told.</param>
internal sealed record DeviceRequest(
    byte[] CodeHash,
    Guid ClientId,
    string Resource,
    string Address,
    DateTimeOffset AskedOn,
    DateTimeOffset ExpiresOn,
    DeviceRequestState State,
    DeviceRequestAnswer? Answer,
    IReadOnlySet<Permission>? Permissions = null);
