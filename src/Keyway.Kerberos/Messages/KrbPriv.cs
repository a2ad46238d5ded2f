using System.Formats.Asn1;
using Keyway.Errors;

namespace Keyway.Kerberos.Messages;

/// <summary>KRB-PRIV: a message that only the two ends of an exchange can read and make (RFC 4120 5.7.1).</summary>
/// <param name="EncryptedPart">An <see cref="EncKrbPrivPart"/>, usage 13.</param>
public sealed record KrbPriv(EncryptedData EncryptedPart)
{
    private const int ApplicationTag = (int)MessageType.Private;

    /// <summary>Reads DER; <see cref="Catalogue.Kerberos.MessageMalformed"/> otherwise.</summary>
    public static Result<KrbPriv> Parse(ReadOnlyMemory<byte> encoded) => KerberosDer.Parse(encoded, Read);

    public byte[] Encode() => KerberosDer.Encode(Write, EncryptedPart.Cipher.Length + 64);

    private static KrbPriv Read(AsnReader reader)
    {
        var sequence = reader.Application(ApplicationTag).ReadSequence();
        sequence.Field(0).Expect(5);
        sequence.Field(1).Expect(ApplicationTag);
        return new KrbPriv(EncryptedData.Read(sequence.Field(3)));
    }

    private void Write(AsnWriter writer)
    {
        writer.OpenApplication(ApplicationTag);
        writer.Int32Field(0, 5);
        writer.Int32Field(1, ApplicationTag);
        EncryptedPart.Write(writer, 3);
        writer.CloseApplication(ApplicationTag);
    }
}
