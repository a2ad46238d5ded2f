using System.Security.Cryptography;
using Keyway.Server.Storage;

namespace Keyway.Server.Devices;

/// <summary>Every key that a device ever brought, kept for good: a deleted device's key joins nothing again.</summary>
internal static class DeviceKeys
{
    /// <summary>SHA-256 of the key's SPKI, lower-case hex: by this a key is known again.</summary>
    public static string HashOf(RSA key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    /// <summary>Marks a key as used.</summary>
    /// <returns>False when a device, this one too, brought it before.</returns>
    public static bool TryUse(StoreSession session, string keyHash, Guid deviceId, DateTimeOffset now) =>
        session.Execute("INSERT INTO DeviceKeyUse (KeyHash, UsedOn, DeviceId) VALUES (@p0, @p1, @p2) ON CONFLICT DO NOTHING", keyHash, now, deviceId) == 1;

    /// <summary>The device, there or not, that brought a key; null when none did, or so long ago that it was not written down.</summary>
    public static Guid? DeviceOf(StoreSession session, string keyHash) =>
        session.First("SELECT DeviceId FROM DeviceKeyUse WHERE KeyHash = @p0 AND DeviceId IS NOT NULL", row => (Guid?)row.Id(0), keyHash);
}
