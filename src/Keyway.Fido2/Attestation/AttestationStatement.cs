using System.Formats.Cbor;
using Keyway.Errors;
using Keyway.Fido2.Cbor;

namespace Keyway.Fido2.Attestation;

/// <summary>The members that the statements of packed and fido-u2f share (WebAuthn L3 8.2, 8.6).</summary>
/// <param name="Algorithm">alg; null when missing.</param>
/// <param name="Signature">sig.</param>
/// <param name="Certificates">x5c in DER, the attestation certificate first; null when missing.</param>
internal sealed record AttestationStatement(int? Algorithm, ReadOnlyMemory<byte> Signature, IReadOnlyList<byte[]>? Certificates)
{
    private const int MaximumCertificates = 8;

    /// <summary>Reads a statement that has sig, perhaps alg and x5c, and nothing else.</summary>
    public static Result<AttestationStatement> Parse(ReadOnlyMemory<byte> cbor) =>
        CborEdge.Read(cbor, CborConformanceMode.Strict, Read);

    private static Result<AttestationStatement> Read(CborReader reader)
    {
        int? algorithm = null;
        ReadOnlyMemory<byte>? signature = null;
        List<byte[]>? certificates = null;
        for (var members = reader.StartMap(); members > 0; members--)
        {
            switch (reader.ReadName())
            {
                case "alg": algorithm = reader.ReadInt32(); break;
                case "sig": signature = reader.ReadDefiniteLengthByteString(); break;
                case "x5c":
                    certificates = ReadCertificates(reader);
                    if (certificates is null) return Catalogue.WebAuthn.AttestationStatementMalformed;
                    break;
                default: return Catalogue.WebAuthn.AttestationStatementMalformed;
            }
        }

        reader.ReadEndMap();
        return signature is null
            ? Catalogue.WebAuthn.AttestationStatementMalformed
            : new AttestationStatement(algorithm, signature.Value, certificates);
    }

    private static List<byte[]>? ReadCertificates(CborReader reader)
    {
        var count = reader.StartArray();
        if (count is 0 or > MaximumCertificates) return null;
        List<byte[]> certificates = [];
        for (var i = 0; i < count; i++) certificates.Add(reader.ReadDefiniteLengthByteString().ToArray());
        reader.ReadEndArray();
        return certificates;
    }
}
