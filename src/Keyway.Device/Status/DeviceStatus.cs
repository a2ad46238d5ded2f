using System.Security.Cryptography;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Status;

/// <summary>What <c>keyway status</c> tells.</summary>
/// <param name="Joined">The join, or null.</param>
/// <param name="CertificateValidity">From and until when the device certificate is valid, UTC; null when not joined.</param>
/// <param name="Thumbprint">SHA-1 of the certificate, upper-case hex.</param>
/// <param name="KeySignTest">Whether the device key signs what its certificate verifies.</param>
/// <param name="LastSignIn">The last sign-in since the join, or null.</param>
internal sealed record DeviceStatus(JoinedDevice? Joined, (DateTimeOffset From, DateTimeOffset Until)? CertificateValidity, string? Thumbprint, bool KeySignTest, LastSignIn? LastSignIn)
{
    /// <summary>Reads the state; a computer that is not joined has a status too.</summary>
    public static Result<DeviceStatus> Read(DeviceState state)
    {
        if (!state.ReadJoined().TryGet(out var joined, out var refusal))
            return refusal.Error == Catalogue.Device.NotJoined ? new DeviceStatus(null, null, null, false, null) : refusal;
        using (joined)
        {
            var certificate = joined.Certificate;
            return new DeviceStatus(
                joined.Device,
                (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime()),
                certificate.Thumbprint,
                SignsAsCertified(joined),
                state.ReadLastSignIn(joined.Device.DeviceId));
        }
    }

    private static bool SignsAsCertified(JoinedState joined)
    {
        var probe = RandomNumberGenerator.GetBytes(32);
        using var certified = System.Security.Cryptography.X509Certificates.RSACertificateExtensions.GetRSAPublicKey(joined.Certificate);
        return certified is not null && certified.VerifyData(
            probe,
            joined.Keys.DeviceKey.SignData(probe, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1);
    }
}
