using System.Formats.Asn1;
using Keyway.Errors;

namespace Keyway.Kerberos.Messages;

/// <summary>What a ticket says to the service that can open it (RFC 4120 5.3). Times are UTC, whole seconds.</summary>
/// <param name="StartTime">Null means the time of authentication.</param>
/// <param name="AuthorizationData">Where the PAC is; may be empty.</param>
public sealed record EncTicketPart(
    TicketFlags Flags,
    KerberosKey SessionKey,
    string ClientRealm,
    PrincipalName Client,
    DateTimeOffset AuthTime,
    DateTimeOffset? StartTime,
    DateTimeOffset EndTime,
    DateTimeOffset? RenewTill,
    IReadOnlyList<AuthorizationDataElement> AuthorizationData)
{
    private const int ApplicationTag = 3;

    /// <summary>Reads DER; <see cref="Catalogue.Kerberos.MessageMalformed"/> otherwise. The path of realms and addresses are not kept.</summary>
    public static Result<EncTicketPart> Parse(ReadOnlyMemory<byte> encoded) => KerberosDer.Parse(encoded, Read);

    public byte[] Encode() => KerberosDer.Encode(Write, 2048);

    private static EncTicketPart Read(AsnReader reader)
    {
        var sequence = reader.Application(ApplicationTag).ReadSequence();
        var flags = (TicketFlags)sequence.Field(0).KerberosFlags();
        var key = SessionKeyField.Read(sequence.Field(1));
        var realm = sequence.Field(2).KerberosString();
        var client = PrincipalName.Read(sequence.Field(3));
        sequence.Field(4).Skip();
        var authTime = sequence.Field(5).KerberosTime();
        var startTime = sequence.OptionalField(6)?.KerberosTime();
        var endTime = sequence.Field(7).KerberosTime();
        var renewTill = sequence.OptionalField(8)?.KerberosTime();
        sequence.OptionalField(9)?.Skip();
        var data = sequence.OptionalField(10)?.List(AuthorizationDataElement.Read) ?? [];
        return new EncTicketPart(flags, key, realm, client, authTime, startTime, endTime, renewTill, data);
    }

    private void Write(AsnWriter writer)
    {
        writer.OpenApplication(ApplicationTag);
        writer.FlagsField(0, (uint)Flags);
        SessionKeyField.Write(writer, 1, SessionKey);
        writer.StringField(2, ClientRealm);
        Client.Write(writer, 3);

        // TransitedEncoding of a client in its own realm: type 0 with an empty path, as Active Directory writes it.
        writer.OpenField(4);
        writer.PushSequence();
        writer.Int32Field(0, 0);
        writer.OctetStringField(1, []);
        writer.PopSequence();
        writer.CloseField(4);

        writer.TimeField(5, AuthTime);
        writer.TimeField(6, StartTime);
        writer.TimeField(7, EndTime);
        writer.TimeField(8, RenewTill);
        if (AuthorizationData.Count > 0)
        {
            writer.OpenField(10);
            writer.PushSequence();
            foreach (var element in AuthorizationData)
                element.Write(writer);
            writer.PopSequence();
            writer.CloseField(10);
        }

        writer.CloseApplication(ApplicationTag);
    }
}
