namespace Keyway.Server.Devices;

/// <summary>A computer of a domain, as its connector synced it: it may complete a hybrid join by proving the key of one of its certificates.</summary>
/// <param name="Id">objectGUID; it becomes the device id.</param>
/// <param name="Domain">DNS name, lower case.</param>
/// <param name="Sid">objectSid, <c>S-1-5-21-…</c>; written once.</param>
/// <param name="SamAccountName">With its <c>$</c>.</param>
/// <param name="OperatingSystem">Empty when the domain does not say.</param>
/// <param name="OperatingSystemVersion">Empty when the domain does not say.</param>
/// <param name="Enabled">The computer account is enabled.</param>
/// <param name="Certificates">userCertificate: the DER of each.</param>
/// <param name="Version">Grows by one with each change.</param>
internal sealed record HybridDevice(
    Guid Id,
    string Domain,
    string Sid,
    string SamAccountName,
    string DisplayName,
    string OperatingSystem,
    string OperatingSystemVersion,
    bool Enabled,
    IReadOnlyList<byte[]> Certificates,
    DateTimeOffset CreatedOn,
    DateTimeOffset ModifiedOn,
    long Version);
