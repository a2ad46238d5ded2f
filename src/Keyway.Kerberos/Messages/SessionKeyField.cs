using System.Formats.Asn1;

namespace Keyway.Kerberos.Messages;

/// <summary>EncryptionKey (RFC 4120 5.2.9).</summary>
internal static class SessionKeyField
{
    public static KerberosKey Read(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        var type = sequence.Field(0).Int32();
        return KerberosKey.Parse(type, sequence.Field(1).ReadOctetString()).TryGet(out var key, out var refusal)
            ? key
            : throw new AsnContentException(refusal.ToString());
    }

    public static void Write(AsnWriter writer, int field, KerberosKey key)
    {
        writer.OpenField(field);
        writer.PushSequence();
        writer.Int32Field(0, (int)key.Type);
        writer.OctetStringField(1, key.Value);
        writer.PopSequence();
        writer.CloseField(field);
    }
}
