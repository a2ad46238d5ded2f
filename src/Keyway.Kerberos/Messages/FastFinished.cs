using System.Formats.Asn1;

namespace Keyway.Kerberos.Messages;

/// <summary>KrbFastFinished: the KDC's word that nothing around the ticket was changed (RFC 6113 5.4.3).</summary>
/// <param name="Time">The KDC's clock, to the microsecond.</param>
/// <param name="ClientRealm">The client's realm, as outside.</param>
/// <param name="Client">The client, as outside.</param>
/// <param name="TicketChecksum">Over the ticket by the armour key, usage 53.</param>
public sealed record FastFinished(DateTimeOffset Time, string ClientRealm, PrincipalName Client, KerberosChecksum TicketChecksum)
{
    internal static FastFinished Read(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        var time = sequence.Field(0).KerberosTime();
        var microseconds = sequence.Field(1).Int32();
        if (microseconds is < 0 or > 999_999)
            throw new AsnContentException("A fraction of a second is out of range.");
        return new FastFinished(
            KerberosClock.WithMicroseconds(time, microseconds),
            sequence.Field(2).KerberosString(),
            PrincipalName.Read(sequence.Field(3)),
            KerberosChecksum.Read(sequence.Field(4)));
    }

    internal void Write(AsnWriter writer, int field)
    {
        writer.OpenField(field);
        writer.PushSequence();
        writer.TimeField(0, Time);
        writer.Int32Field(1, KerberosClock.Microseconds(Time));
        writer.StringField(2, ClientRealm);
        Client.Write(writer, 3);
        writer.OpenField(4);
        TicketChecksum.Write(writer);
        writer.CloseField(4);
        writer.PopSequence();
        writer.CloseField(field);
    }
}
