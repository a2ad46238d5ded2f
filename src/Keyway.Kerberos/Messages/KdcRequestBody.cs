using System.Formats.Asn1;

namespace Keyway.Kerberos.Messages;

/// <summary>KDC-REQ-BODY (RFC 4120 5.4.1). Times are UTC, whole seconds.</summary>
/// <param name="Client">Whom a ticket is for; only an AS-REQ names him here.</param>
/// <param name="Realm">The service's realm, in an AS-REQ the client's too.</param>
/// <param name="Server">The service.</param>
/// <param name="Till">Until when the ticket is wanted.</param>
/// <param name="RenewTill">Until when it is to be renewable.</param>
/// <param name="Nonce">Comes back in the reply.</param>
/// <param name="EncryptionTypes">Numbers of encryption types, best first.</param>
public sealed record KdcRequestBody(
    KdcOptions Options,
    PrincipalName? Client,
    string Realm,
    PrincipalName? Server,
    DateTimeOffset Till,
    DateTimeOffset? RenewTill,
    uint Nonce,
    IReadOnlyList<int> EncryptionTypes)
{
    /// <summary>The TGT of the service for <see cref="KdcOptions.EncryptInSessionKey"/>; written, not read back.</summary>
    public Ticket? AdditionalTicket { get; init; }

    /// <summary>The body alone, as the authenticator's checksum covers it.</summary>
    public byte[] Encode() => KerberosDer.Encode(Write);

    internal static KdcRequestBody Read(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        var options = (KdcOptions)sequence.Field(0).KerberosFlags();
        var client = sequence.OptionalField(1) is { } cname ? PrincipalName.Read(cname) : null;
        var realm = sequence.Field(2).KerberosString();
        var server = sequence.OptionalField(3) is { } sname ? PrincipalName.Read(sname) : null;
        sequence.OptionalField(4)?.Skip();
        var till = sequence.Field(5).KerberosTime();
        var renewTill = sequence.OptionalField(6)?.KerberosTime();
        var nonce = sequence.Field(7).UInt32();
        return new KdcRequestBody(options, client, realm, server, till, renewTill, nonce, sequence.Field(8).List(KerberosReading.Int32));
    }

    internal void Write(AsnWriter writer)
    {
        writer.PushSequence();
        writer.FlagsField(0, (uint)Options);
        Client?.Write(writer, 1);
        writer.StringField(2, Realm);
        Server?.Write(writer, 3);
        writer.TimeField(5, Till);
        writer.TimeField(6, RenewTill);
        writer.UInt32Field(7, Nonce);
        writer.OpenField(8);
        writer.PushSequence();
        foreach (var type in EncryptionTypes)
            writer.WriteInteger(type);
        writer.PopSequence();
        writer.CloseField(8);
        if (AdditionalTicket is { } additional)
        {
            writer.OpenField(11);
            writer.PushSequence();
            additional.Write(writer);
            writer.PopSequence();
            writer.CloseField(11);
        }

        writer.PopSequence();
    }
}
