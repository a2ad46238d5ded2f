using Keyway.Errors;
using Keyway.Server.Storage;
using Keyway.Server.Tokens.Nonces;

namespace Keyway.Server.Devices;

/// <summary>
/// A device that has proven its key with this request: by its certificate in the TLS handshake, or by a <see cref="DeviceCredential"/>. What any other header
/// says about a certificate is not looked at: the listener for devices ends TLS itself.
/// </summary>
/// <param name="Device">Who it is.</param>
/// <param name="Nonce">What a device credential spends; null after a TLS handshake, which cannot be replayed.</param>
internal sealed record PresentedDevice(RegisteredDevice Device, ServerNonce? Nonce)
{
    /// <param name="http">The request.</param>
    /// <param name="id">The device that the address names: a device acts for itself only.</param>
    /// <param name="credential">Verifies the header.</param>
    /// <param name="registry">Recognises the certificate of the handshake.</param>
    public static Result<PresentedDevice> Authenticate(HttpContext http, Guid id, DeviceCredential credential, DeviceRegistry registry)
    {
        if (!(credential.Read(http) ?? OfHandshake(http, registry)).TryGet(out var presented, out var refusal))
            return refusal;
        return presented.Device.Id == id ? presented : Catalogue.Devices.OtherDevice;
    }

    /// <summary><see cref="DeviceRegistry.Record"/>, and the nonce is spent: both in the unit of work that they pay for.</summary>
    /// <returns>Null, or the refusal.</returns>
    public Refusal? Record(StoreSession session, DateTimeOffset now)
    {
        if (Nonce is not null && !ServerNonces.Spend(session, Nonce))
            return new Refusal(Catalogue.PrimaryRefreshTokens.NonceSpent);
        return DeviceRegistry.Record(session, Device, now);
    }

    private static Result<PresentedDevice> OfHandshake(HttpContext http, DeviceRegistry registry)
    {
        if (http.Connection.ClientCertificate is not { } certificate)
            return Catalogue.Devices.DeviceNotProven;
        return registry.Authenticate(certificate.RawDataMemory.Span).TryGet(out var device, out var refusal) ? new PresentedDevice(device, null) : refusal;
    }
}
