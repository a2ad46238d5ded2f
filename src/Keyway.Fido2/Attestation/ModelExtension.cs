using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;

namespace Keyway.Fido2.Attestation;

/// <summary>id-fido-gen-ce-aaguid: the model that an attestation certificate may name (WebAuthn L3 8.2.1).</summary>
internal static class ModelExtension
{
    public const string Identifier = "1.3.6.1.4.1.45724.1.1.4";

    /// <summary>Null when the certificate names this model or none.</summary>
    public static Refusal? Check(X509Certificate2 certificate, Guid aaguid)
    {
        if (certificate.Extensions[Identifier] is not { } extension) return null;
        // The extension's value is an OCTET STRING of 16 bytes in DER.
        return extension.RawData is [0x04, 16, .. { Length: 16 } value]
            ? Step.Holds(new Guid(value, bigEndian: true) == aaguid, Catalogue.WebAuthn.AttestationModelMismatch)
            : new Refusal(Catalogue.WebAuthn.AttestationCertificateUnfit, "the model extension is malformed");
    }
}
