using System.Security.Cryptography.X509Certificates;

namespace Keyway.Device.State;

/// <summary>A join as it was loaded: description, certificate and keys belong together, which was checked.</summary>
internal sealed record JoinedState(JoinedDevice Device, X509Certificate2 Certificate, DeviceKeys Keys) : IDisposable
{
    public void Dispose()
    {
        Certificate.Dispose();
        Keys.Dispose();
    }
}
