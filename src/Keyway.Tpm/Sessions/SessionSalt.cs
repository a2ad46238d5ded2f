using System.Security.Cryptography;
using Keyway.Tpm.Commands;
using Keyway.Tpm.Keys;

namespace Keyway.Tpm.Sessions;

/// <summary>
/// A secret that only we and the TPM that holds the storage key's private half can know (TPM 2.0 Part 1, C.6.1: ECDH with a one-time key). Whoever listens on the
/// bus sees a point.
/// </summary>
internal static class SessionSalt
{
    private const int CoordinateLength = 32;

    /// <returns>The salt (32 bytes), and what the TPM needs to find it; null when the storage key's point is none of its curve.</returns>
    public static (byte[] Salt, byte[] ForTpm)? Make(StoragePublic storage)
    {
        using var oneTime = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var point = oneTime.ExportParameters(false).Q;
        byte[] shared;
        try
        {
            using var theirs = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = storage.X, Y = storage.Y } });
            shared = oneTime.DeriveRawSecretAgreement(theirs.PublicKey);
        }
        catch (CryptographicException)
        {
            return null;
        }

        var padded = new byte[CoordinateLength];
        shared.CopyTo(padded, CoordinateLength - shared.Length);
        var salt = KeyDerivation.FromAgreement(padded, "SECRET", point.X, storage.X);
        CryptographicOperations.ZeroMemory(shared);
        CryptographicOperations.ZeroMemory(padded);
        return (salt, new TpmWriter().Sized(point.X).Sized(point.Y).ToArray());
    }
}
