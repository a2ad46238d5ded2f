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

    private readonly ConcurrentDictionary<string, (long Version, RegisteredDevice Device)> _known = new();
    private int _count;

    /// <summary>Recognises the certificate of an <c>x5c</c> header. That the sender holds its key is for the caller to verify, by <see cref="RegisteredDevice.DeviceKey"/>.</summary>
    /// <param name="certificate">DER, as received.</param>
    /// <returns>The device, or a refusal of <see cref="Catalogue.Devices"/>: unknown or deleted, disabled, replaced, expired.</returns>
    public Result<RegisteredDevice> Authenticate(ReadOnlySpan<byte> certificate)
    {
        // What no device certificate is as long as need not be hashed.
        if (certificate.Length is 0 or > 8 * 1024)
            return Catalogue.Devices.DeviceUnknown;
        var hash = DeviceCertificates.HashOf(certificate);
        if (store.Read(session => DeviceCertificates.FindStanding(session, hash)) is not { } standing)
            return Catalogue.Devices.DeviceUnknown;
        if (standing.Check(time.GetUtcNow()) is { } refusal)
            return refusal;
        return _known.TryGetValue(hash, out var known) && known.Version == standing.Version
            ? known.Device
            : Load(certificate, hash, standing);
    }

    /// <summary>Whether what a device was given may still be used by it: it is enabled, has a certificate, and has not joined anew since.</summary>
    /// <param name="givenOn">When it was given, UTC.</param>
    /// <returns>Null, or the refusal.</returns>
    public Refusal? CheckStanding(Guid deviceId, DateTimeOffset givenOn) => store.Read(session => CheckStanding(session, deviceId, givenOn, time.GetUtcNow()));

    /// <summary>The same in the unit of work that depends on it.</summary>
    public static Refusal? CheckStanding(StoreSession session, Guid deviceId, DateTimeOffset givenOn, DateTimeOffset now) =>
        DeviceCertificates.FindNewestStanding(session, deviceId, givenOn) is { } standing ? standing.Check(now) : new Refusal(Catalogue.Devices.DeviceUnknown);

    /// <summary>
    /// Writes down that a device has proven its key, in the unit of work that this pays for: a device that was disabled or deleted meanwhile gets nothing, and
    /// the first use of a renewed certificate ends the one before.
    /// </summary>
    /// <param name="device">From <see cref="Authenticate"/>; its key was verified.</param>
    /// <returns>Null, or the refusal.</returns>
    public static Refusal? Record(StoreSession session, RegisteredDevice device, DateTimeOffset now)
    {
        if (DeviceCertificates.FindStanding(session, device.CertificateHash) is not { } standing)
            return new Refusal(Catalogue.Devices.DeviceUnknown);
        if (standing.Check(now) is { } refusal)
            return refusal;
        if (standing.Unused)
            DeviceCertificates.MarkUsed(session, device.Id, device.CertificateHash, now);
        return null;
    }

    private Result<RegisteredDevice> Load(ReadOnlySpan<byte> der, string hash, DeviceStanding standing)
    {
        if (store.Read(session => DeviceTable.Find(session, standing.Id)) is not { } device)
            return Catalogue.Devices.DeviceUnknown;
        // The hash says that these are the bytes that were issued.
        using var certificate = X509CertificateLoader.LoadCertificate(der);
        var loaded = new RegisteredDevice(
            device.Id, device.OwnerId, device.DisplayName, hash, certificate.GetRSAPublicKey()!, RsaPublicKeyBlob.Read(device.TransportKey).ValueOrFault());
        if (_known.TryAdd(hash, (device.Version, loaded)))
            EvictIfFull();
        else
            _known[hash] = (device.Version, loaded);
        return loaded;
    }

    // Evicted keys may still be in use by a request, so that the finaliser frees them. Any victims will do: a wrong choice costs one parse.
    private void EvictIfFull()
    {
        if (Interlocked.Increment(ref _count) <= Capacity)
            return;
        foreach (var hash in _known.Keys.Take(Capacity / 16))
        {
            if (_known.TryRemove(hash, out _))
                Interlocked.Decrement(ref _count);
        }
    }
}
