using System.Formats.Cbor;
using Keyway.Errors;
using Keyway.Fido2.Cbor;

namespace Keyway.Fido2.Attestation;

/// <summary>The statement of the tpm format (WebAuthn L3 8.3); ver is 2.0 and nothing else.</summary>
/// <param name="Algorithm">alg.</param>
/// <param name="Certificates">x5c in DER, the attestation key's certificate first.</param>
/// <param name="Signature">sig over certInfo. Already taken out of its TPMT_SIGNATURE by the client.</param>
/// <param name="CertInfo">TPMS_ATTEST.</param>
/// <param name="PubArea">TPMT_PUBLIC of the credential's key.</param>
internal sealed record TpmStatement(
    int Algorithm, IReadOnlyList<byte[]> Certificates, ReadOnlyMemory<byte> Signature, ReadOnlyMemory<byte> CertInfo, ReadOnlyMemory<byte> PubArea)
{
    private const int Members = 6;

    /// <summary>Reads a statement that has all six members and nothing else.</summary>
    public static Result<TpmStatement> Parse(ReadOnlyMemory<byte> cbor) => CborEdge.Read(cbor, CborConformanceMode.Strict, Read);

    private static Result<TpmStatement> Read(CborReader reader)
    {
        // Names are unique in this mode: six known ones are all of them.
        if (reader.StartMap() != Members) return Catalogue.WebAuthn.AttestationStatementMalformed;
        var algorithm = 0;
        List<byte[]>? certificates = null;
        ReadOnlyMemory<byte> signature = default, certInfo = default, pubArea = default;
        for (var i = 0; i < Members; i++)
        {
            switch (reader.ReadName())
            {
                case "ver":
                    if (reader.ReadName() != "2.0") return new Refusal(Catalogue.WebAuthn.TpmStructureMalformed, "ver");
                    break;
                case "alg": algorithm = reader.ReadInt32(); break;
                case "x5c":
                    certificates = AttestationStatement.ReadCertificates(reader);
                    if (certificates is null) return Catalogue.WebAuthn.AttestationStatementMalformed;
                    break;
                case "sig": signature = reader.ReadDefiniteLengthByteString(); break;
                case "certInfo": certInfo = reader.ReadDefiniteLengthByteString(); break;
                case "pubArea": pubArea = reader.ReadDefiniteLengthByteString(); break;
                default: return Catalogue.WebAuthn.AttestationStatementMalformed;
            }
        }

        reader.ReadEndMap();
        return certificates is null
            ? Catalogue.WebAuthn.AttestationStatementMalformed
            : new TpmStatement(algorithm, certificates, signature, certInfo, pubArea);
    }
}
