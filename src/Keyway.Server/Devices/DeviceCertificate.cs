using System.Security.Cryptography.X509Certificates;

namespace Keyway.Server.Devices;

/// <summary>A certificate that was issued to a device and is not revoked.</summary>
/// <param name="Der">As it was issued.</param>
/// <param name="Unused">No request has proven its key yet.</param>
internal sealed record DeviceCertificate(string Hash, byte[] Der, bool Unused)
{
    /// <summary>True when it certifies this key.</summary>
    /// <param name="keyHash"><see cref="DeviceKeys.HashOf"/>.</param>
    public bool IsFor(string keyHash)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(Der);
        using var key = certificate.GetRSAPublicKey()!;
        return DeviceKeys.HashOf(key) == keyHash;
    }
}
