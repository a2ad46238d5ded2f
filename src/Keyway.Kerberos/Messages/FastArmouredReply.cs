using System.Formats.Asn1;
using Keyway.Errors;

namespace Keyway.Kerberos.Messages;

/// <summary>PA-FX-FAST-REPLY with its one choice, KrbFastArmoredRep (RFC 6113 5.4.3).</summary>
/// <param name="EncryptedResponse">A <see cref="FastResponse"/> under the armour key, usage 52.</param>
public sealed record FastArmouredReply(EncryptedData EncryptedResponse)
{
    /// <summary>Reads DER; <see cref="Catalogue.Kerberos.MessageMalformed"/> otherwise.</summary>
    public static Result<FastArmouredReply> Parse(ReadOnlyMemory<byte> encoded) => KerberosDer.Parse(encoded, Read);

    public byte[] Encode() => KerberosDer.Encode(Write, EncryptedResponse.Cipher.Length + 64);

    private static FastArmouredReply Read(AsnReader reader) => new(EncryptedData.Read(reader.Field(0).ReadSequence().Field(0)));

    private void Write(AsnWriter writer)
    {
        writer.OpenField(0);
        writer.PushSequence();
        EncryptedResponse.Write(writer, 0);
        writer.PopSequence();
        writer.CloseField(0);
    }
}
