using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Keyway.Contracts.Jose;

namespace Keyway.Device.State;

/// <summary>A join as it was loaded: description, certificate and keys belong together, which was checked.</summary>
internal sealed record JoinedState(JoinedDevice Device, X509Certificate2 Certificate, DeviceKeys Keys) : IDisposable
{
    /// <summary>Signs by the device key: RS256, as the protocols have it.</summary>
    /// <returns>A compact JWS that names the device by its certificate.</returns>
    public string Sign(ReadOnlySpan<byte> payload) =>
        CompactJws.SignRs256(new JoseHeader("RS256", "JWT", X5c: JsonSerializer.SerializeToElement(new[] { Convert.ToBase64String(Certificate.RawDataMemory.Span) })), payload, Keys.DeviceKey);

    public void Dispose()
    {
        Certificate.Dispose();
        Keys.Dispose();
    }
}
