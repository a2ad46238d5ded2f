using System.Security.Cryptography.X509Certificates;

namespace Keyway.Server.Tests.Devices;

/// <summary>A joined computer with its keys and its certificate.</summary>
internal sealed class OwnDevice(JoiningComputer keys, byte[] certificate) : IDisposable
{
    public JoiningComputer Keys { get; } = keys;

    /// <summary>DER.</summary>
    public byte[] Certificate { get; } = certificate;

    /// <summary>With its key, for a TLS handshake.</summary>
    public X509Certificate2 Shown { get; } = X509CertificateLoader.LoadCertificate(certificate).CopyWithPrivateKey(keys.DeviceKey);

    public Guid Id => Guid.Parse(Shown.Subject["CN=".Length..]);

    /// <summary>Its address at the server.</summary>
    public string Path => $"/EnrollmentServer/device/{Id:D}";

    public void Dispose()
    {
        Shown.Dispose();
        Keys.Dispose();
    }
}
