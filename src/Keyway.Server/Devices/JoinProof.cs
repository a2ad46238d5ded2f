using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;
using Keyway.Server.Storage;

namespace Keyway.Server.Devices;

/// <summary>
/// The proof of a hybrid join: a text with SID and time, signed by the key of a certificate that the computer wrote beside itself in its domain. It does not cover
/// the keys that join, so that each proof counts once and for minutes only.
/// </summary>
internal static class JoinProof
{
    /// <summary>How far the time of a proof may be from now.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Checks all but that the proof is unspent. Who does not hold the key learns nothing of the computer, not even that it is known.</summary>
    /// <param name="computer">With the id that the request names; null when there is none.</param>
    public static Refusal? Check(HybridDevice? computer, HybridJoin join, DateTimeOffset now)
    {
        if (computer is null || !computer.Certificates.Any(certificate => Verifies(certificate, computer.Id, join, now)))
            return new Refusal(Catalogue.Devices.ComputerNotSynced);
        if (computer.Sid != join.Sid)
            return new Refusal(Catalogue.Devices.ProofOfOtherComputer);
        if ((now - join.SignedOn).Duration() > Tolerance)
            return new Refusal(Catalogue.Devices.ProofStale);
        return computer.Enabled ? null : new Refusal(Catalogue.Devices.DeviceDisabled);
    }

    /// <summary>Spends the proof in the write that it pays for.</summary>
    /// <returns>False when it was spent before.</returns>
    public static bool Spend(StoreSession session, Guid computer, HybridJoin join) => session.Execute(
        "INSERT INTO SpentJoinProof (Id, ExpiresOn) VALUES (@p0, @p1) ON CONFLICT DO NOTHING",
        SHA256.HashData([.. computer.ToByteArray(), .. join.SignedText]), join.SignedOn + Tolerance) == 1;

    /// <summary>Forgets a portion of the proofs that <see cref="Check"/> refuses by their age anyway.</summary>
    public static void ForgetExpired(StoreSession session, DateTimeOffset now) => session.Execute(
        "DELETE FROM SpentJoinProof WHERE Id IN (SELECT Id FROM SpentJoinProof WHERE ExpiresOn < @p0 ORDER BY ExpiresOn LIMIT 4000)", now - Tolerance);

    // Other certificates may lie in the attribute too: a certification authority's, another program's, one that somebody copied there.
    private static bool Verifies(byte[] der, Guid computer, HybridJoin join, DateTimeOffset now)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            using var key = certificate.GetRSAPublicKey();
            return key is not null && certificate.Subject.Equals($"CN={computer:D}", StringComparison.OrdinalIgnoreCase) && certificate.NotAfter.ToUniversalTime() > now.UtcDateTime
                && RsaKeyStrength.IsAcceptable(key) && key.VerifyData(join.SignedText, join.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
