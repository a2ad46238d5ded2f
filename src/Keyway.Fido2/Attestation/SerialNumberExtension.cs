using System.Security.Cryptography.X509Certificates;

namespace Keyway.Fido2.Attestation;

/// <summary>
/// id-fido-gen-ce-sernum: the serial number of one device, which only the certificates of enterprise attestation may have (WebAuthn L3 8.2.2).
/// </summary>
internal static class SerialNumberExtension
{
    public const string Identifier = "1.3.6.1.4.1.45724.1.1.2";

    public static bool IsIn(X509Certificate2 certificate) => certificate.Extensions[Identifier] is not null;
}
