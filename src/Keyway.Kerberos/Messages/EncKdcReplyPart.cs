using System.Buffers.Binary;
using System.Formats.Asn1;
using Keyway.Errors;

namespace Keyway.Kerberos.Messages;

/// <summary>What a KDC tells the client about its ticket: EncASRepPart and EncTGSRepPart (RFC 4120 5.4.2, RFC 6806 11). Times are UTC, whole seconds.</summary>
/// <param name="Type"><see cref="MessageType.AsRep"/> or <see cref="MessageType.TgsRep"/>; some KDCs write the former for both.</param>
/// <param name="LastRequest">When the client was seen last; mandatory in the grammar, used by nobody.</param>
/// <param name="Nonce">The request's nonce.</param>
/// <param name="KeyExpiration">When the password ends; only an AS-REP says so.</param>
/// <param name="EncryptedPreAuthentication">Where the key list is; may be empty.</param>
public sealed record EncKdcReplyPart(
    MessageType Type,
    KerberosKey SessionKey,
    DateTimeOffset LastRequest,
    uint Nonce,
    DateTimeOffset? KeyExpiration,
    TicketFlags Flags,
    DateTimeOffset AuthTime,
    DateTimeOffset? StartTime,
    DateTimeOffset EndTime,
    DateTimeOffset? RenewTill,
    string ServerRealm,
    PrincipalName Server,
    IReadOnlyList<PaData> EncryptedPreAuthentication)
{
    /// <summary>FAST-supported of PA-SUPPORTED-ENCTYPES ([MS-KILE] 2.2.7).</summary>
    private const uint FastSupported = 0x10000;

    /// <summary>True when the KDC says here, where nobody can change it, that it speaks FAST (RFC 6806 11, [MS-KILE] 2.2.8).</summary>
    public bool OffersFast => EncryptedPreAuthentication.Any(element =>
        element.Type == PaDataType.Fast
        || (element is { Type: PaDataType.SupportedEncryptionTypes, Value.Length: 4 } && (BinaryPrimitives.ReadUInt32LittleEndian(element.Value) & FastSupported) != 0));

    /// <summary>Reads DER; <see cref="Catalogue.Kerberos.MessageMalformed"/> otherwise. Of several last requests the first is kept; addresses are not.</summary>
    public static Result<EncKdcReplyPart> Parse(ReadOnlyMemory<byte> encoded) => KerberosDer.Parse(encoded, Read);

    public byte[] Encode() => KerberosDer.Encode(Write);

    private static EncKdcReplyPart Read(AsnReader reader)
    {
        var type = reader.PeekTag().TagValue switch
        {
            25 => MessageType.AsRep,
            26 => MessageType.TgsRep,
            _ => throw new AsnContentException("The message is no encrypted part of a KDC's reply."),
        };
        var sequence = reader.Application(type == MessageType.AsRep ? 25 : 26).ReadSequence();
        return new EncKdcReplyPart(
            type,
            SessionKeyField.Read(sequence.Field(0)),
            sequence.Field(1).List(ReadLastRequest).FirstOrDefault(DateTimeOffset.UnixEpoch),
            sequence.Field(2).UInt32(),
            sequence.OptionalField(3)?.KerberosTime(),
            (TicketFlags)sequence.Field(4).KerberosFlags(),
            sequence.Field(5).KerberosTime(),
            sequence.OptionalField(6)?.KerberosTime(),
            sequence.Field(7).KerberosTime(),
            sequence.OptionalField(8)?.KerberosTime(),
            sequence.Field(9).KerberosString(),
            PrincipalName.Read(sequence.Field(10)),
            ReadPreAuthentication(sequence));
    }

    private static DateTimeOffset ReadLastRequest(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        sequence.Field(0).Int32();
        return sequence.Field(1).KerberosTime();
    }

    private static List<PaData> ReadPreAuthentication(AsnReader sequence)
    {
        sequence.OptionalField(11)?.Skip();
        return sequence.OptionalField(12)?.List(PaData.Read) ?? [];
    }

    private void Write(AsnWriter writer)
    {
        var tag = Type == MessageType.AsRep ? 25 : 26;
        writer.OpenApplication(tag);
        SessionKeyField.Write(writer, 0, SessionKey);
        writer.OpenField(1);
        writer.PushSequence();
        writer.PushSequence();
        writer.Int32Field(0, 0);
        writer.TimeField(1, LastRequest);
        writer.PopSequence();
        writer.PopSequence();
        writer.CloseField(1);
        writer.UInt32Field(2, Nonce);
        writer.TimeField(3, KeyExpiration);
        writer.FlagsField(4, (uint)Flags);
        writer.TimeField(5, AuthTime);
        writer.TimeField(6, StartTime);
        writer.TimeField(7, EndTime);
        writer.TimeField(8, RenewTill);
        writer.StringField(9, ServerRealm);
        Server.Write(writer, 10);
        PaData.WriteList(writer, 12, EncryptedPreAuthentication);
        writer.CloseApplication(tag);
    }
}
