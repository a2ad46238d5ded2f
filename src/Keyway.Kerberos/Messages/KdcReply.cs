using System.Formats.Asn1;
using Keyway.Errors;

namespace Keyway.Kerberos.Messages;

/// <summary>AS-REP or TGS-REP (RFC 4120 5.4.2).</summary>
/// <param name="Type"><see cref="MessageType.AsRep"/> or <see cref="MessageType.TgsRep"/>.</param>
/// <param name="PreAuthentication">May be empty.</param>
/// <param name="ClientRealm">The client's realm.</param>
/// <param name="Client">Whom the ticket names.</param>
/// <param name="Ticket">The ticket.</param>
/// <param name="EncryptedPart">An <see cref="EncKdcReplyPart"/>: usage 3 by the client's key, 8 by the session key, 9 by the subkey.</param>
public sealed record KdcReply(
    MessageType Type,
    IReadOnlyList<PaData> PreAuthentication,
    string ClientRealm,
    PrincipalName Client,
    Ticket Ticket,
    EncryptedData EncryptedPart)
{
    /// <summary>The ticket's bytes as they were on the wire: what a checksum of FAST covers. Empty in a reply of our own.</summary>
    public ReadOnlyMemory<byte> EncodedTicket { get; init; }

    /// <summary>Reads DER; <see cref="Catalogue.Kerberos.MessageMalformed"/> otherwise.</summary>
    public static Result<KdcReply> Parse(ReadOnlyMemory<byte> encoded) => KerberosDer.Parse(encoded, Read);

    public byte[] Encode() => KerberosDer.Encode(Write, Ticket.EncryptedPart.Cipher.Length + EncryptedPart.Cipher.Length + 512);

    private static KdcReply Read(AsnReader reader)
    {
        var type = (MessageType)reader.PeekTag().TagValue;
        if (type is not (MessageType.AsRep or MessageType.TgsRep))
            throw new AsnContentException("The message is no reply of a KDC.");
        var sequence = reader.Application((int)type).ReadSequence();
        sequence.Field(0).Expect(5);
        sequence.Field(1).Expect((int)type);
        var preAuthentication = sequence.OptionalField(2)?.List(PaData.Read) ?? [];
        var realm = sequence.Field(3).KerberosString();
        var client = PrincipalName.Read(sequence.Field(4));
        var ticket = sequence.Field(5);
        var encodedTicket = ticket.PeekEncodedValue();
        return new KdcReply(type, preAuthentication, realm, client, Ticket.Read(ticket), EncryptedData.Read(sequence.Field(6))) { EncodedTicket = encodedTicket };
    }

    private void Write(AsnWriter writer)
    {
        writer.OpenApplication((int)Type);
        writer.Int32Field(0, 5);
        writer.Int32Field(1, (int)Type);
        PaData.WriteList(writer, 2, PreAuthentication);
        writer.StringField(3, ClientRealm);
        Client.Write(writer, 4);
        writer.OpenField(5);
        Ticket.Write(writer);
        writer.CloseField(5);
        EncryptedPart.Write(writer, 6);
        writer.CloseApplication((int)Type);
    }
}
