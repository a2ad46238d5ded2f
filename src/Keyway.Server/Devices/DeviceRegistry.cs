using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Keyway.Contracts;
using Keyway.Errors;
using Keyway.Server.Storage;

namespace Keyway.Server.Devices;

/// <summary>
/// Recognises joined devices by their certificate, for every request that a device signs. A certificate is believed only when it is, byte for byte,
/// one that this server issued and still keeps: that implies our signature, the device id as CN and the registered key, and leaves nothing of a
/// stranger's certificate to parse.
/// </summary>
internal sealed class DeviceRegistry(Store store, TimeProvider time)
{
    private const int Capacity = 8192;

    private readonly ConcurrentDictionary<Guid, (long Version, RegisteredDevice Device)> _known = new();
    private int _count;

    /// <summary>Recognises the certificate of an <c>x5c</c> header. That the sender holds its key is for the caller to verify, by <see cref="RegisteredDevice.DeviceKey"/>.</summary>
    /// <param name="certificate">DER, as received.</param>
    /// <returns>The device, or a refusal of <see cref="Catalogue.Devices"/>: unknown or deleted, disabled, expired.</returns>
    public Result<RegisteredDevice> Authenticate(ReadOnlySpan<byte> certificate)
    {
        // A span cannot enter the closure, and what no device certificate is as long as need not be hashed.
        if (certificate.Length is 0 or > 8 * 1024)
            return Catalogue.Devices.DeviceUnknown;
        var bytes = certificate.ToArray();
        if (store.Read(session => DeviceTable.FindStanding(session, bytes)) is not { } standing)
            return Catalogue.Devices.DeviceUnknown;
        if (!standing.Enabled)
            return Catalogue.Devices.DeviceDisabled;
        if (standing.NotAfter <= time.GetUtcNow())
            return Catalogue.Devices.CertificateExpired;
        return _known.TryGetValue(standing.Id, out var known) && known.Version == standing.Version
            ? known.Device
            : Load(standing);
    }

    private Result<RegisteredDevice> Load(DeviceStanding standing)
    {
        if (store.Read(session => DeviceTable.Find(session, standing.Id)) is not { } device)
            return Catalogue.Devices.DeviceUnknown;
        using var certificate = X509CertificateLoader.LoadCertificate(device.Certificate);
        var loaded = new RegisteredDevice(
            device.Id, device.OwnerId, device.DisplayName, certificate.GetRSAPublicKey()!, RsaPublicKeyBlob.Read(device.TransportKey).ValueOrFault());
        if (_known.TryAdd(device.Id, (device.Version, loaded)))
            EvictIfFull();
        else
            _known[device.Id] = (device.Version, loaded);
        return loaded;
    }

    // Evicted keys may still be in use by a request, so that the finaliser frees them. Any victims will do: a wrong choice costs one parse.
    private void EvictIfFull()
    {
        if (Interlocked.Increment(ref _count) <= Capacity)
            return;
        foreach (var id in _known.Keys.Take(Capacity / 16))
        {
            if (_known.TryRemove(id, out _))
                Interlocked.Decrement(ref _count);
        }
    }
}
