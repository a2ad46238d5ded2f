namespace Keyway.Server.Devices;

/// <summary>A joined computer as the directory stores it.</summary>
/// <param name="OwnerId">Who joined it; null for a hybrid joined one.</param>
/// <param name="TransportKey">RSA1 blob.</param>
/// <param name="Enabled">By the administrators here and, for a hybrid joined one, by its domain.</param>
/// <param name="Sid">objectSid of a hybrid joined one; else null.</param>
/// <param name="Version">Grows by one with each change.</param>
internal sealed record Device(
    Guid Id,
    Guid? OwnerId,
    string DisplayName,
    string DeviceType,
    string OsVersion,
    JoinType JoinType,
    byte[] TransportKey,
    bool Enabled,
    DateTimeOffset RegisteredOn,
    string? Sid,
    long Version);
