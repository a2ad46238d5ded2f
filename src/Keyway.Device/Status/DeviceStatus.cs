using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Status;

/// <summary>What <c>keyway status</c> tells of this computer without asking anybody.</summary>
/// <param name="Joined">The join, or null.</param>
/// <param name="CertificateValidity">From and until when the device certificate is valid, UTC; null when not joined.</param>
/// <param name="Thumbprint">SHA-1 of the certificate, upper-case hex.</param>
/// <param name="KeySignTest">Whether the device key signs what its certificate verifies.</param>
/// <param name="LastSignIn">The last sign-in since the join, or null.</param>
/// <param name="Pending">A hybrid join that is not complete, or null.</param>
/// <param name="KeyProvider">What holds the keys.</param>
/// <param name="KeyFailure">Why the keys cannot be used, or null.</param>
internal sealed record DeviceStatus(
    JoinedDevice? Joined,
    (DateTimeOffset From, DateTimeOffset Until)? CertificateValidity,
    string? Thumbprint,
    bool KeySignTest,
    LastSignIn? LastSignIn,
    PendingHybridJoin? Pending = null,
    string? KeyProvider = null,
    Refusal? KeyFailure = null)
{
    /// <summary>Reads the state; a computer that is not joined has a status too, and so has one whose TPM is gone.</summary>
    public static Result<DeviceStatus> Read(DeviceState state)
    {
        var pending = state.ReadPending().TryGet(out var begun, out _) ? begun : null;
        if (!state.ReadDescription().TryGet(out var device, out var refusal))
            return refusal.Error == Catalogue.Device.NotJoined ? new DeviceStatus(null, null, null, false, null, pending) : refusal;
        var last = state.ReadLastSignIn(device.DeviceId);
        if (state.ReadJoined().TryGet(out var joined, out refusal))
        {
            using (joined)
                return Describe(device, joined.Certificate, last) with { KeyProvider = joined.Keys.Store.Provider, KeySignTest = SignsAsCertified(joined) };
        }

        if (device.Tpm is null || !DeviceState.ReadCertificate(device.Certificate).TryGet(out var certificate, out _))
            return refusal;
        using (certificate)
            return Describe(device, certificate, last) with { KeyProvider = "TPM at " + device.Tpm, KeyFailure = refusal };
    }

    private static DeviceStatus Describe(JoinedDevice device, X509Certificate2 certificate, LastSignIn? last) => new(
        device, (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime()), certificate.Thumbprint, false, last);

    private static bool SignsAsCertified(JoinedState joined)
    {
        var probe = RandomNumberGenerator.GetBytes(32);
        using var certified = joined.Certificate.GetRSAPublicKey();
        try
        {
            return certified is not null && certified.VerifyData(
                probe,
                joined.Keys.DeviceKey.SignData(probe, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
