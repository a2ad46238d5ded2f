using System.Formats.Asn1;
using Keyway.Errors;

namespace Keyway.Kerberos.Messages;

/// <summary>Ciphertext with the name of its key (RFC 4120 5.2.9).</summary>
/// <param name="Type">The encryption type's number, also when we do not know it.</param>
/// <param name="KeyVersion">The key's version; for a Kerberos server's key <c>branch id &lt;&lt; 16 | version</c> ([MS-KILE] 3.1.5.8).</param>
/// <param name="Cipher">The ciphertext.</param>
public sealed record EncryptedData(int Type, uint? KeyVersion, byte[] Cipher)
{
    /// <summary>Reads one that stands alone; <see cref="Catalogue.Kerberos.MessageMalformed"/> otherwise.</summary>
    public static Result<EncryptedData> Parse(ReadOnlyMemory<byte> encoded) => KerberosDer.Parse(encoded, Read);

    /// <summary>Alone, without a field around it.</summary>
    public byte[] Encode() => KerberosDer.Encode(Write, Cipher.Length + 32);

    internal static EncryptedData Read(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        return new EncryptedData(sequence.Field(0).Int32(), sequence.OptionalField(1)?.UInt32(), sequence.Field(2).ReadOctetString());
    }

    internal void Write(AsnWriter writer, int field)
    {
        writer.OpenField(field);
        Write(writer);
        writer.CloseField(field);
    }

    private void Write(AsnWriter writer)
    {
        writer.PushSequence();
        writer.Int32Field(0, Type);

        // Windows and Heimdal hold a key version in a signed 32 bit number, whatever RFC 4120 says; it matters from branch id 32768 up.
        if (KeyVersion is { } version)
            writer.Int32Field(1, unchecked((int)version));
        writer.OctetStringField(2, Cipher);
        writer.PopSequence();
    }
}
