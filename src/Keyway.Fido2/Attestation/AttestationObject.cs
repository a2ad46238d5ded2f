using System.Formats.Cbor;
using Keyway.Errors;
using Keyway.Fido2.Cbor;

namespace Keyway.Fido2.Attestation;

/// <summary>What a key sends at registration: the authenticator data and what vouches for it (WebAuthn L3 6.5).</summary>
/// <param name="Format">fmt.</param>
/// <param name="Statement">attStmt: one CBOR map, or the array of the compound format, still encoded.</param>
/// <param name="AuthenticatorData">authData, still encoded.</param>
public sealed record AttestationObject(string Format, ReadOnlyMemory<byte> Statement, ReadOnlyMemory<byte> AuthenticatorData)
{
    private const int MaximumLength = 64 * 1024;
    private const int MaximumMembers = 16;

    /// <summary>
    /// Reads an attestation object. Its members may stand in any order, because browsers write it anew and not all of them sort;
    /// members that it does not know are skipped.
    /// </summary>
    /// <returns>The object, or one of KW1010 to KW1012 and KW1024.</returns>
    public static Result<AttestationObject> Parse(ReadOnlyMemory<byte> cbor) => cbor.Length > MaximumLength
        ? Catalogue.WebAuthnData.CborTooLarge
        : CborEdge.Read(cbor, CborConformanceMode.Strict, reader => Read(reader, cbor));

    private static Result<AttestationObject> Read(CborReader reader, ReadOnlyMemory<byte> cbor)
    {
        var members = reader.StartMap();
        if (members > MaximumMembers) return Catalogue.WebAuthnData.CborTooLarge;
        string? format = null;
        ReadOnlyMemory<byte>? statement = null, authenticatorData = null;
        for (var i = 0; i < members; i++)
        {
            // Keys are unique in this mode, so none of these is set twice.
            switch (reader.ReadName())
            {
                case "fmt": format = reader.ReadName(); break;
                case "authData": authenticatorData = reader.ReadDefiniteLengthByteString(); break;
                case "attStmt":
                    // A map in every format but compound, whose statement is an array.
                    if (reader.PeekState() is not (CborReaderState.StartMap or CborReaderState.StartArray)) return Catalogue.WebAuthnData.AttestationObjectMalformed;
                    statement = reader.ReadEncoded(cbor);
                    break;
                default: reader.ReadEncoded(cbor); break;
            }
        }

        reader.ReadEndMap();
        if (reader.BytesRemaining > 0) return Catalogue.WebAuthnData.CborTrailingBytes;
        return format is null || statement is null || authenticatorData is null
            ? Catalogue.WebAuthnData.AttestationObjectMalformed
            : new AttestationObject(format, statement.Value, authenticatorData.Value);
    }
}
