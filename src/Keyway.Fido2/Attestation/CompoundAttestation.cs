using System.Formats.Cbor;
using Keyway.Errors;
using Keyway.Fido2.Cbor;

namespace Keyway.Fido2.Attestation;

/// <summary>
/// The compound format: several statements about one credential (WebAuthn L3 8.9). Every one of them must verify; which of them vouches is for
/// <see cref="AttestationTrust"/> to say.
/// </summary>
/// <param name="formats">The formats that a statement inside may have; compound is none of them.</param>
public sealed class CompoundAttestation(IReadOnlyList<IAttestationFormat> formats) : IAttestationFormat
{
    private const int MostStatements = 8;

    public string Identifier => "compound";

    public Result<AttestationResult> Verify(AttestationInput input)
    {
        // 1. Verify that attStmt is valid CBOR conforming to the syntax: two or more, none of them compound.
        if (!CborEdge.Read<IReadOnlyList<CompoundStatement>>(input.Statement, CborConformanceMode.Strict, reader => Read(reader, input.Statement))
            .TryGet(out var statements, out var refusal))
        {
            return refusal;
        }

        // 2. For each subStmt, verify it by the procedure of its format.
        List<AttestationResult> parts = [];
        foreach (var statement in statements)
        {
            if (formats.FirstOrDefault(format => string.Equals(format.Identifier, statement.Format, StringComparison.Ordinal)) is not { } format)
                return statement.Format == Identifier ? Catalogue.WebAuthn.CompoundMalformed : Catalogue.WebAuthn.AttestationFormatUnknown;
            if (!format.Verify(input with { Statement = statement.Statement }).TryGet(out var part, out var invalid)) return invalid;
            parts.Add(part);
        }

        // 3. All of them verify: the specification lets fewer be enough, this server does not.
        return new AttestationResult(Identifier, parts[0].Type, parts[0].TrustPath)
        {
            Parts = parts,
            NamesDevice = parts.Any(part => part.NamesDevice),
        };
    }

    private static Result<IReadOnlyList<CompoundStatement>> Read(CborReader reader, ReadOnlyMemory<byte> cbor)
    {
        var count = reader.StartArray();
        if (count is < 2 or > MostStatements) return Catalogue.WebAuthn.CompoundMalformed;
        List<CompoundStatement> statements = [];
        for (var i = 0; i < count; i++)
        {
            string? format = null;
            ReadOnlyMemory<byte>? statement = null;
            for (var members = reader.StartMap(); members > 0; members--)
            {
                switch (reader.ReadName())
                {
                    case "fmt": format = reader.ReadName(); break;
                    case "attStmt": statement = reader.ReadEncoded(cbor); break;
                    default: return Catalogue.WebAuthn.AttestationStatementMalformed;
                }
            }

            reader.ReadEndMap();
            if (format is null || statement is null) return Catalogue.WebAuthn.AttestationStatementMalformed;
            statements.Add(new CompoundStatement(format, statement.Value));
        }

        reader.ReadEndArray();
        return statements;
    }
}
