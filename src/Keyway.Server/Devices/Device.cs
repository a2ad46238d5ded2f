namespace Keyway.Server.Devices;

/// <summary>A joined computer as the directory stores it.</summary>
/// <param name="Certificate">DER, as it was issued.</param>
/// <param name="NotAfter">UTC: until when the certificate is valid.</param>
/// <param name="TransportKey">RSA1 blob.</param>
/// <param name="Version">Grows by one with each change.</param>
internal sealed record Device(
    Guid Id,
    Guid OwnerId,
    string DisplayName,
    string DeviceType,
    string OsVersion,
    byte[] Certificate,
    DateTimeOffset NotAfter,
    byte[] TransportKey,
    bool Enabled,
    DateTimeOffset RegisteredOn,
    long Version);
