using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Server.Storage;

namespace Keyway.Server.Devices;

/// <summary>The table of every certificate that was issued to a device: what is recognised, what a renewal replaces, what is revoked.</summary>
internal static class DeviceCertificates
{
    /// <summary>By this a certificate is known again: SHA-256 of the DER, lower-case hex.</summary>
    public static string HashOf(ReadOnlySpan<byte> certificate) => Convert.ToHexStringLower(SHA256.HashData(certificate));

    /// <summary>What changes from request to request of the device with this certificate; null when none has it.</summary>
    public static DeviceStanding? FindStanding(StoreSession session, string hash) => session.First(
        "SELECT d.Id, d.Enabled AND COALESCE(h.Enabled, TRUE), c.NotAfter, COALESCE(c.RevokedOn, c.EndsOn), c.UsedOn IS NULL, d.Version "
        + "FROM DeviceCertificate c JOIN Device d ON d.Id = c.DeviceId LEFT JOIN HybridDevice h ON h.Id = d.Id WHERE c.Hash = @p0",
        row => new DeviceStanding(row.Id(0), row.GetBoolean(1), row.Moment(2), row.MomentOrNull(3), row.GetBoolean(4), row.GetInt64(5)), hash);

    /// <summary>The same by a device's newest certificate; null when it has none, or has joined since a moment.</summary>
    public static DeviceStanding? FindNewestStanding(StoreSession session, Guid deviceId, DateTimeOffset joinedBefore) => session.First(
        "SELECT d.Id, d.Enabled AND COALESCE(h.Enabled, TRUE), c.NotAfter, NULL, c.UsedOn IS NULL, d.Version "
        + "FROM DeviceCertificate c JOIN Device d ON d.Id = c.DeviceId LEFT JOIN HybridDevice h ON h.Id = d.Id "
        + "WHERE c.DeviceId = @p0 AND c.RevokedOn IS NULL AND c.EndsOn IS NULL AND d.RegisteredOn <= @p1 ORDER BY c.IssuedOn DESC LIMIT 1",
        row => new DeviceStanding(row.Id(0), row.GetBoolean(1), row.Moment(2), row.MomentOrNull(3), row.GetBoolean(4), row.GetInt64(5)), deviceId, joinedBefore);

    /// <summary>The certificate that was issued last to a device, neither replaced nor revoked nor expired.</summary>
    public static DeviceCertificate? Newest(StoreSession session, Guid deviceId, DateTimeOffset now) => session.First(
        "SELECT Hash, Certificate, UsedOn IS NULL FROM DeviceCertificate WHERE DeviceId = @p0 AND RevokedOn IS NULL AND EndsOn IS NULL AND NotAfter > @p1 ORDER BY IssuedOn DESC LIMIT 1",
        row => new DeviceCertificate(row.GetString(0), row.Bytes(1), row.GetBoolean(2)), deviceId, now);

    /// <summary>How many certificates a device was given since a moment.</summary>
    public static long CountOf(StoreSession session, Guid deviceId, DateTimeOffset since) =>
        session.First("SELECT COUNT(*) FROM DeviceCertificate WHERE DeviceId = @p0 AND IssuedOn > @p1", row => row.GetInt64(0), deviceId, since);

    /// <summary>How many devices a person has joined since a moment, deleted ones included.</summary>
    public static long CountOfJoins(StoreSession session, Guid person, DateTimeOffset since) =>
        session.First("SELECT COUNT(*) FROM DeviceCertificate WHERE JoinedBy = @p0 AND IssuedOn > @p1", row => row.GetInt64(0), person, since);

    /// <param name="joinedBy">The person who joins a device by it; null for a hybrid join and a renewal.</param>
    public static void Insert(StoreSession session, Guid deviceId, Guid? joinedBy, X509Certificate2 certificate, DateTimeOffset now) => session.Execute(
        "INSERT INTO DeviceCertificate (Hash, DeviceId, JoinedBy, Certificate, IssuedOn, NotAfter) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)",
        HashOf(certificate.RawData), deviceId, joinedBy, certificate.RawData, now, new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));

    /// <summary>A certificate's key was proven for the first time: from now on none that it replaces is accepted.</summary>
    public static void MarkUsed(StoreSession session, Guid deviceId, string hash, DateTimeOffset now)
    {
        session.Execute("UPDATE DeviceCertificate SET UsedOn = @p1 WHERE Hash = @p0", hash, now);
        Revoke(session, "AND EndsOn IS NOT NULL AND Hash <> @p3", deviceId, now, X509RevocationReason.Superseded, hash);
    }

    /// <summary>Before a renewal: revokes a renewed certificate that was never used.</summary>
    /// <param name="keep">The certificate by which the device asks.</param>
    public static void RevokeUnused(StoreSession session, Guid deviceId, string keep, DateTimeOffset now) =>
        Revoke(session, "AND UsedOn IS NULL AND Hash <> @p3", deviceId, now, X509RevocationReason.Superseded, keep);

    /// <summary>After a renewal: the others are accepted until a moment.</summary>
    public static void EndOthers(StoreSession session, Guid deviceId, string hash, DateTimeOffset endsOn) => session.Execute(
        "UPDATE DeviceCertificate SET EndsOn = @p2 WHERE DeviceId = @p0 AND Hash <> @p1 AND RevokedOn IS NULL AND EndsOn IS NULL", deviceId, hash, endsOn);

    /// <summary>The device joined anew: its other keys count no more.</summary>
    public static void Supersede(StoreSession session, Guid deviceId, DateTimeOffset now) => Revoke(session, "", deviceId, now, X509RevocationReason.Superseded);

    /// <summary>The device is gone.</summary>
    public static void RevokeAll(StoreSession session, Guid deviceId, DateTimeOffset now) => Revoke(session, "", deviceId, now, X509RevocationReason.CessationOfOperation);

    /// <summary>Forgets a portion of the revoked certificates whose time is over.</summary>
    public static void ForgetExpired(StoreSession session, DateTimeOffset now) => session.Execute(
        "DELETE FROM DeviceCertificate WHERE Hash IN (SELECT Hash FROM DeviceCertificate WHERE NotAfter < @p0 AND RevokedOn IS NOT NULL ORDER BY NotAfter LIMIT 500)", now);

    /// <summary>What belongs on the revocation list: revoked, replaced, or on hold because the device is disabled.</summary>
    public static List<(byte[] Certificate, DateTimeOffset On, X509RevocationReason Reason)> Revoked(StoreSession session, DateTimeOffset now) => session.All(
        "SELECT c.Certificate, COALESCE(c.RevokedOn, CASE WHEN c.EndsOn <= @p0 THEN c.EndsOn WHEN d.Enabled THEN h.ModifiedOn ELSE d.EnabledChangedOn END), "
        + "COALESCE(c.RevocationReason, CASE WHEN c.EndsOn <= @p0 THEN @p1 ELSE @p2 END) "
        + "FROM DeviceCertificate c LEFT JOIN Device d ON d.Id = c.DeviceId LEFT JOIN HybridDevice h ON h.Id = d.Id "
        + "WHERE c.NotAfter > @p0 AND (c.RevokedOn IS NOT NULL OR c.EndsOn <= @p0 OR NOT (d.Enabled AND COALESCE(h.Enabled, TRUE)))",
        row => (row.Bytes(0), row.Moment(1), (X509RevocationReason)row.GetInt32(2)), now, (int)X509RevocationReason.Superseded, (int)X509RevocationReason.CertificateHold);

    /// <summary>How often <see cref="Revoked"/> has changed, but for what time does to it.</summary>
    public static long Changes(StoreSession session) => session.First("SELECT Changes FROM DeviceRevocation", row => row.GetInt64(0));

    /// <summary>What is revoked has changed.</summary>
    public static void NoteChange(StoreSession session) => session.Execute("UPDATE DeviceRevocation SET Changes = Changes + 1");

    /// <summary>The number of the next revocation list.</summary>
    public static long NextListNumber(StoreSession session)
    {
        session.Execute("UPDATE DeviceRevocation SET Number = Number + 1");
        return session.First("SELECT Number FROM DeviceRevocation", row => row.GetInt64(0));
    }

    private static void Revoke(StoreSession session, string which, Guid deviceId, DateTimeOffset now, X509RevocationReason reason, params ReadOnlySpan<object?> more)
    {
        if (session.Execute(
            $"UPDATE DeviceCertificate SET RevokedOn = @p1, RevocationReason = @p2 WHERE DeviceId = @p0 AND RevokedOn IS NULL {which}", [deviceId, now, (int)reason, .. more]) > 0)
        {
            NoteChange(session);
        }
    }
}
