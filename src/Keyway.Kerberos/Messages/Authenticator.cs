using System.Formats.Asn1;
using Keyway.Errors;

namespace Keyway.Kerberos.Messages;

/// <summary>The proof inside an AP-REQ (RFC 4120 5.5.1).</summary>
/// <param name="ClientRealm">The client's realm.</param>
/// <param name="Client">The client's name, as in the ticket.</param>
/// <param name="ChecksumType">The checksum's type number; null when there is none.</param>
/// <param name="Checksum">The checksum over the application's data; for a TGS-REQ over its body.</param>
/// <param name="Time">The client's clock, to the microsecond.</param>
/// <param name="Subkey">A fresh key for what follows; null when the session key serves.</param>
public sealed record Authenticator(string ClientRealm, PrincipalName Client, int? ChecksumType, byte[]? Checksum, DateTimeOffset Time, KerberosKey? Subkey)
{
    private const int ApplicationTag = 2;

    /// <summary>The number of the client's first protected message; null when nothing of the kind follows.</summary>
    public uint? SequenceNumber { get; init; }

    /// <summary>Reads DER; <see cref="Catalogue.Kerberos.MessageMalformed"/> otherwise. Authorization data is not kept.</summary>
    public static Result<Authenticator> Parse(ReadOnlyMemory<byte> encoded) => KerberosDer.Parse(encoded, Read);

    public byte[] Encode() => KerberosDer.Encode(Write);

    private static Authenticator Read(AsnReader reader)
    {
        var sequence = reader.Application(ApplicationTag).ReadSequence();
        sequence.Field(0).Expect(5);
        var realm = sequence.Field(1).KerberosString();
        var client = PrincipalName.Read(sequence.Field(2));
        var checksum = sequence.OptionalField(3)?.ReadSequence();
        var checksumType = checksum?.Field(0).Int32();
        var checksumValue = checksum?.Field(1).ReadOctetString();
        var microseconds = sequence.Field(4).Int32();
        if (microseconds is < 0 or > 999_999)
            throw new AsnContentException("A fraction of a second is out of range.");
        var time = sequence.Field(5).KerberosTime();
        var subkey = sequence.OptionalField(6) is { } key ? SessionKeyField.Read(key) : null;
        var number = sequence.OptionalField(7)?.UInt32();
        return new Authenticator(realm, client, checksumType, checksumValue, KerberosClock.WithMicroseconds(time, microseconds), subkey) { SequenceNumber = number };
    }

    private void Write(AsnWriter writer)
    {
        writer.OpenApplication(ApplicationTag);
        writer.Int32Field(0, 5);
        writer.StringField(1, ClientRealm);
        Client.Write(writer, 2);
        if (ChecksumType is { } type && Checksum is not null)
        {
            writer.OpenField(3);
            writer.PushSequence();
            writer.Int32Field(0, type);
            writer.OctetStringField(1, Checksum);
            writer.PopSequence();
            writer.CloseField(3);
        }

        writer.Int32Field(4, KerberosClock.Microseconds(Time));
        writer.TimeField(5, Time);
        if (Subkey is not null)
            SessionKeyField.Write(writer, 6, Subkey);
        if (SequenceNumber is { } number)
            writer.UInt32Field(7, number);
        writer.CloseApplication(ApplicationTag);
    }
}
