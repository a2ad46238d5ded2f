using System.Formats.Asn1;
using Keyway.Errors;

namespace Keyway.Kerberos.Messages;

/// <summary>What an <see cref="ApRep"/> proves by (RFC 4120 5.5.2).</summary>
/// <param name="Time">The time of the authenticator that is answered, to the microsecond.</param>
/// <param name="Subkey">The key that the sender chose for what follows; null when it chose none.</param>
/// <param name="SequenceNumber">The number of the sender's first protected message; null when it did not say.</param>
public sealed record EncApRepPart(DateTimeOffset Time, KerberosKey? Subkey, uint? SequenceNumber)
{
    private const int ApplicationTag = 27;

    /// <summary>Reads DER; <see cref="Catalogue.Kerberos.MessageMalformed"/> otherwise.</summary>
    public static Result<EncApRepPart> Parse(ReadOnlyMemory<byte> encoded) => KerberosDer.Parse(encoded, Read);

    public byte[] Encode() => KerberosDer.Encode(Write);

    private static EncApRepPart Read(AsnReader reader)
    {
        var sequence = reader.Application(ApplicationTag).ReadSequence();
        var time = sequence.Field(0).KerberosTime();
        var microseconds = sequence.Field(1).Int32();
        if (microseconds is < 0 or > 999_999)
            throw new AsnContentException("A fraction of a second is out of range.");
        var subkey = sequence.OptionalField(2) is { } key ? SessionKeyField.Read(key) : null;
        return new EncApRepPart(KerberosClock.WithMicroseconds(time, microseconds), subkey, sequence.OptionalField(3)?.UInt32());
    }

    private void Write(AsnWriter writer)
    {
        writer.OpenApplication(ApplicationTag);
        writer.TimeField(0, Time);
        writer.Int32Field(1, KerberosClock.Microseconds(Time));
        if (Subkey is not null)
            SessionKeyField.Write(writer, 2, Subkey);
        if (SequenceNumber is { } number)
            writer.UInt32Field(3, number);
        writer.CloseApplication(ApplicationTag);
    }
}
