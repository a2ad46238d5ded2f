using System.Formats.Asn1;
using Keyway.Errors;

namespace Keyway.Kerberos.Messages;

/// <summary>A checksum with the name of its kind (RFC 4120 5.2.9).</summary>
/// <param name="Type">The checksum type's number, also when we do not know it.</param>
/// <param name="Value">Its bytes.</param>
public sealed record KerberosChecksum(int Type, byte[] Value)
{
    /// <summary>Reads DER; <see cref="Catalogue.Kerberos.MessageMalformed"/> otherwise.</summary>
    public static Result<KerberosChecksum> Parse(ReadOnlyMemory<byte> encoded) => KerberosDer.Parse(encoded, Read);

    public byte[] Encode() => KerberosDer.Encode(Write, 64);

    /// <summary>Signs data.</summary>
    internal static KerberosChecksum Make(KerberosKey key, KeyUsage usage, ReadOnlySpan<byte> data) => new((int)key.ChecksumType, key.Checksum(usage, data));

    /// <summary>True when the checksum is of the key's own kind and covers the data. Constant time.</summary>
    internal bool Covers(KerberosKey key, KeyUsage usage, ReadOnlySpan<byte> data) => Type == (int)key.ChecksumType && key.VerifyChecksum(usage, data, Value);

    internal static KerberosChecksum Read(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        return new KerberosChecksum(sequence.Field(0).Int32(), sequence.Field(1).ReadOctetString());
    }

    internal void Write(AsnWriter writer)
    {
        writer.PushSequence();
        writer.Int32Field(0, Type);
        writer.OctetStringField(1, Value);
        writer.PopSequence();
    }
}
