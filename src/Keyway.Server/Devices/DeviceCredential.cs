using Keyway.Contracts;
using Keyway.Contracts.Devices;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Hosting;
using Keyway.Server.Tokens.Nonces;

namespace Keyway.Server.Devices;

/// <summary>
/// The header <c>x-ms-DeviceCredential</c> ([MS-OAPXBC] 3.1.5.1.4): a signature by the device key over a nonce of ours and, which we demand, over this very request. It needs
/// no TLS client certificate, so that a key that lives in a TPM can give it.
/// </summary>
internal sealed class DeviceCredential(DeviceRegistry registry, ServerNonces nonces, ServerOptions options)
{
    /// <summary>Longest header that is looked at, in characters.</summary>
    private const int MaximumLength = 8 * 1024;

    /// <summary>Verifies the header of a request.</summary>
    /// <returns>The device with the nonce that its request spends; null when the request carries no such header.</returns>
    public Result<PresentedDevice>? Read(HttpContext http)
    {
        var sent = http.Request.Headers[DeviceCredentialClaims.HeaderName];
        if (sent.Count == 0)
            return null;
        return sent is [{ Length: <= MaximumLength } text] ? Verify(text, http) : Catalogue.Devices.CredentialMalformed;
    }

    private Result<PresentedDevice> Verify(string text, HttpContext http)
    {
        if (!DeviceJws.Parse(text).TryGet(out var jws, out var refusal))
            return refusal;
        if (http.Connection.ClientCertificate is { } shown && !shown.RawDataMemory.Span.SequenceEqual(jws.Certificate))
            return Catalogue.Devices.CredentialsDiffer;
        if (!jws.Authenticate(registry).TryGet(out var device, out refusal))
            return refusal;
        if (!ContractsJson.TryRead(jws.Payload, ContractsJson.Default.DeviceCredentialClaims, out var claims)
            || claims.GrantType != GrantTypes.DeviceAuthentication
            || claims.Issuer != DeviceCredentialClaims.Broker)
        {
            return Catalogue.Devices.CredentialMalformed;
        }

        // The origin is the configured one: what a Host header says, its sender chooses.
        var origin = DeviceListener.Took(http) ? options.DeviceOrigin : options.Origin;
        if (claims.Audience != origin + http.Request.Path.Value || claims.Method != http.Request.Method)
            return Catalogue.Devices.CredentialForOther;
        return nonces.Check(claims.RequestNonce, NoncePurpose.SignIn).TryGet(out var nonce, out refusal) ? new PresentedDevice(device, nonce) : refusal;
    }
}
