using Keyway.Errors;

namespace Keyway.Server.Devices;

/// <summary>Recognises joined devices by their certificate, for every request that a device signs.</summary>
internal sealed class DeviceRegistry
{
    /// <summary>Recognises the certificate of an <c>x5c</c> header. That the sender holds its key is for the caller to verify, by <see cref="RegisteredDevice.DeviceKey"/>.</summary>
    /// <param name="certificate">DER, as received.</param>
    /// <returns>The device, or a refusal of <see cref="Catalogue.Devices"/>: unknown or deleted, disabled, expired.</returns>
    public Result<RegisteredDevice> Authenticate(ReadOnlySpan<byte> certificate) => throw new NotImplementedException();
}
