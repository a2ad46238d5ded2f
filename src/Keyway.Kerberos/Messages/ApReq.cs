using System.Formats.Asn1;
using Keyway.Errors;

namespace Keyway.Kerberos.Messages;

/// <summary>AP-REQ: a ticket with proof that its holder knows the session key (RFC 4120 5.5.1).</summary>
/// <param name="Options">Bit 0 is the highest bit; 0x20000000 asks for mutual authentication.</param>
/// <param name="Ticket">The ticket.</param>
/// <param name="Authenticator">An <see cref="Authenticator"/> under the session key: usage 7 inside a TGS-REQ, 11 elsewhere.</param>
public sealed record ApReq(uint Options, Ticket Ticket, EncryptedData Authenticator)
{
    private const int ApplicationTag = (int)MessageType.ApReq;

    /// <summary>Reads DER; <see cref="Catalogue.Kerberos.MessageMalformed"/> otherwise.</summary>
    public static Result<ApReq> Parse(ReadOnlyMemory<byte> encoded) => KerberosDer.Parse(encoded, Read);

    public byte[] Encode() => KerberosDer.Encode(Write, Ticket.EncryptedPart.Cipher.Length + 512);

    private static ApReq Read(AsnReader reader)
    {
        var sequence = reader.Application(ApplicationTag).ReadSequence();
        sequence.Field(0).Expect(5);
        sequence.Field(1).Expect(ApplicationTag);
        return new ApReq(sequence.Field(2).KerberosFlags(), Ticket.Read(sequence.Field(3)), EncryptedData.Read(sequence.Field(4)));
    }

    private void Write(AsnWriter writer)
    {
        writer.OpenApplication(ApplicationTag);
        writer.Int32Field(0, 5);
        writer.Int32Field(1, ApplicationTag);
        writer.FlagsField(2, Options);
        writer.OpenField(3);
        Ticket.Write(writer);
        writer.CloseField(3);
        Authenticator.Write(writer, 4);
        writer.CloseApplication(ApplicationTag);
    }
}
