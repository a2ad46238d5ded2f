using Keyway.Contracts.Jose;
using Keyway.Errors;

namespace Keyway.Server.Devices;

/// <summary>What a device signs, with its certificate in the header; nothing in it is believed before <see cref="Authenticate"/>.</summary>
internal sealed class DeviceJws
{
    private readonly CompactJws _jws;
    private readonly byte[] _certificate;

    private DeviceJws(CompactJws jws, byte[] certificate)
    {
        _jws = jws;
        _certificate = certificate;
    }

    /// <summary>The decoded payload bytes.</summary>
    public byte[] Payload => _jws.Payload;

    /// <summary>DER, as received.</summary>
    public ReadOnlySpan<byte> Certificate => _certificate;

    public static Result<DeviceJws> Parse(string token)
    {
        if (!CompactJws.Parse(token).TryGet(out var jws, out var refusal))
            return refusal;
        return jws.Header.TryGetCertificate(out var certificate) ? new DeviceJws(jws, certificate) : Catalogue.PrimaryRefreshTokens.DeviceCertificateMissing;
    }

    /// <summary>The device: joined here, enabled, and holder of its key.</summary>
    public Result<RegisteredDevice> Authenticate(DeviceRegistry registry)
    {
        if (!registry.Authenticate(_certificate).TryGet(out var device, out var refusal))
            return refusal;
        return _jws.VerifyRs256(device.DeviceKey) ? device : Catalogue.PrimaryRefreshTokens.DeviceSignatureWrong;
    }
}
