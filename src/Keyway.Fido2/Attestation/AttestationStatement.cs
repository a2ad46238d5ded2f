using System.Formats.Cbor;
using Keyway.Errors;
using Keyway.Fido2.Cbor;

namespace Keyway.Fido2.Attestation;

/// <summary>The members that the statements of packed, android-key, apple and fido-u2f share (WebAuthn L3 8.2, 8.4, 8.6, 8.8).</summary>
/// <param name="Algorithm">alg; null when missing.</param>
/// <param name="Signature">sig; null when missing.</param>
/// <param name="Certificates">x5c in DER, the attestation certificate first; null when missing.</param>
internal sealed record AttestationStatement(int? Algorithm, ReadOnlyMemory<byte>? Signature, IReadOnlyList<byte[]>? Certificates)
{
    private const int MaximumCertificates = 8;

    /// <summary>Reads a statement that has some of alg, sig and x5c, and nothing else; which of them it must have is for its format to say.</summary>
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
        return new AttestationStatement(algorithm, signature, certificates);
    }

    /// <summary>Reads x5c; null when it is empty or longer than any chain.</summary>
    public static List<byte[]>? ReadCertificates(CborReader reader)
    {
        var count = reader.StartArray();
        if (count is 0 or > MaximumCertificates) return null;
        List<byte[]> certificates = [];
        for (var i = 0; i < count; i++) certificates.Add(reader.ReadDefiniteLengthByteString().ToArray());
        reader.ReadEndArray();
        return certificates;
    }
}
