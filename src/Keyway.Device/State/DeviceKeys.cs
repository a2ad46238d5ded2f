using System.Security.Cryptography;

namespace Keyway.Device.State;

/// <summary>The two RSA-2048 keys of a joined computer. They never leave it.</summary>
/// <param name="Folder">Name of the folder under <c>keys</c> that holds them.</param>
/// <param name="DeviceKey">Signs PRT requests; certified by the server.</param>
/// <param name="TransportKey">Opens session keys.</param>
/// <param name="Store">Where they live; owned.</param>
internal sealed record DeviceKeys(string Folder, RSA DeviceKey, RSA TransportKey, KeyStore Store) : IDisposable
{
    public void Dispose()
    {
        DeviceKey.Dispose();
        TransportKey.Dispose();
        Store.Dispose();
    }

    public override string ToString() => $"{nameof(DeviceKeys)} {Folder}";
}
