using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Keyway.Contracts.Devices;
using Keyway.Contracts.SignIn;
using Keyway.SecurityKeys;

namespace Keyway.Lab.Simulation;

/// <summary>Asks a person's software key for an assertion, by the real libfido2, as the device does.</summary>
internal static class LabKey
{
    public static SecurityKeyAssertion Sign(string keyFile, string pin, KeywayService service, string nonce)
    {
        var clientData = SimulatedCredential.ClientData("webauthn.get", Base64Url.EncodeToString(Encoding.ASCII.GetBytes(nonce)), service.Origin);
        using var key = SecurityKeyDevice.Open(keyFile).Value;
        var assertion = key.GetAssertions(new GetAssertionsRequest(service.RelyingPartyId, SHA256.HashData(Base64Url.DecodeFromChars(clientData))), pin).Value[0];
        return new SecurityKeyAssertion(
            Base64Url.EncodeToString(assertion.CredentialId.Span),
            Base64Url.EncodeToString(assertion.AuthenticatorData.Span),
            clientData,
            Base64Url.EncodeToString(assertion.Signature.Span),
            assertion.UserHandle is { } handle ? Base64Url.EncodeToString(handle.Span) : null);
    }
}
