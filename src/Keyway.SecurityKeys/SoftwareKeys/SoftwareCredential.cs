using System.Security.Cryptography;
using Keyway.Fido2;

namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>One credential in the file of a software key.</summary>
/// <param name="Id">32 random bytes.</param>
/// <param name="RelyingPartyId">Whom it is for.</param>
/// <param name="UserId">The user handle, 1 to 64 bytes.</param>
/// <param name="UserName">The account's name, or null.</param>
/// <param name="UserDisplayName">The person's name, or null.</param>
/// <param name="PrivateKey">The scalar of the P-256 key, 32 bytes.</param>
/// <param name="PublicKey">Its point, X and Y, 64 bytes.</param>
/// <param name="Resident">Whether the RP id alone finds it.</param>
/// <param name="Protection">Its credProtect level.</param>
/// <param name="HmacKeyVerified">The hmac-secret key for verified users (CredRandomWithUV), 32 bytes.</param>
/// <param name="HmacKeyUnverified">The hmac-secret key for others (CredRandomWithoutUV), 32 bytes.</param>
/// <param name="SignCount">The last counter that was given out.</param>
internal sealed record SoftwareCredential(
    byte[] Id,
    string RelyingPartyId,
    byte[] UserId,
    string? UserName,
    string? UserDisplayName,
    byte[] PrivateKey,
    byte[] PublicKey,
    bool Resident,
    CredentialProtection Protection,
    byte[] HmacKeyVerified,
    byte[] HmacKeyUnverified,
    uint SignCount)
{
    public ECDsa OpenKey() => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        D = PrivateKey,
        Q = new ECPoint { X = PublicKey[..32], Y = PublicKey[32..] },
    });

    /// <summary>Whether the lengths and the key are sound; for credentials that come from a file.</summary>
    public bool IsSound()
    {
        // A file may hold null where the type says otherwise.
        if (Id is not { Length: 32 } || string.IsNullOrEmpty(RelyingPartyId) || UserId is not { Length: >= 1 and <= 64 }) return false;
        if (PrivateKey is not { Length: 32 } || PublicKey is not { Length: 64 }) return false;
        if (HmacKeyVerified is not { Length: 32 } || HmacKeyUnverified is not { Length: 32 }) return false;
        if (Protection is < CredentialProtection.UserVerificationOptional or > CredentialProtection.UserVerificationRequired) return false;
        try
        {
            using ECDsa key = OpenKey();
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public override string ToString() => $"{nameof(SoftwareCredential)} for {RelyingPartyId}";
}
