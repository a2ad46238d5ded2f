using System.Formats.Asn1;
using Keyway.Errors;

namespace Keyway.Kerberos.Messages;

/// <summary>How a password becomes a key, as the KDC says (RFC 4120 5.2.7.5).</summary>
/// <param name="Type">The encryption type's number, also when we do not know it.</param>
/// <param name="Salt">Null means the default salt.</param>
/// <param name="Parameters">Null means the default parameters; for AES four bytes with the iteration count.</param>
public sealed record EtypeInfo2Entry(int Type, string? Salt, byte[]? Parameters)
{
    /// <summary>Reads ETYPE-INFO2.</summary>
    public static Result<List<EtypeInfo2Entry>> ParseList(ReadOnlyMemory<byte> encoded) => KerberosDer.Parse(encoded, reader => reader.List(Read));

    private static EtypeInfo2Entry Read(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        return new EtypeInfo2Entry(sequence.Field(0).Int32(), sequence.OptionalField(1)?.KerberosString(), sequence.OptionalField(2)?.ReadOctetString());
    }
}
