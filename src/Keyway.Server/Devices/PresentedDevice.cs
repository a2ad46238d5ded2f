using Keyway.Errors;

namespace Keyway.Server.Devices;

/// <summary>
/// The device that shows its certificate in the TLS handshake, which also proves its key. What a header says about a certificate is not looked at: the
/// listener for devices ends TLS itself.
/// </summary>
internal static class PresentedDevice
{
    /// <param name="id">The device that the address names: a device acts for itself only.</param>
    public static Result<RegisteredDevice> Authenticate(HttpContext http, Guid id, DeviceRegistry registry)
    {
        if (http.Connection.ClientCertificate is not { } certificate)
            return Catalogue.Devices.ClientCertificateMissing;
        if (!registry.Authenticate(certificate.RawDataMemory.Span).TryGet(out var device, out var refusal))
            return refusal;
        return device.Id == id ? device : Catalogue.Devices.OtherDevice;
    }
}
