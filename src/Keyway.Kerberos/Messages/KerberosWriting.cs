using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Text;

namespace Keyway.Kerberos.Messages;

/// <summary>The basic types of RFC 4120 5.2 as written to DER.</summary>
internal static class KerberosWriting
{
    /// <summary>Opens <c>[APPLICATION n] SEQUENCE</c>; close it by <see cref="CloseApplication"/>.</summary>
    public static void OpenApplication(this AsnWriter writer, int number)
    {
        writer.PushSequence(new Asn1Tag(TagClass.Application, number));
        writer.PushSequence();
    }

    public static void CloseApplication(this AsnWriter writer, int number)
    {
        writer.PopSequence();
        writer.PopSequence(new Asn1Tag(TagClass.Application, number));
    }

    public static void OpenField(this AsnWriter writer, int number) => writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, number));

    public static void CloseField(this AsnWriter writer, int number) => writer.PopSequence(new Asn1Tag(TagClass.ContextSpecific, number));

    public static void Int32Field(this AsnWriter writer, int number, int value)
    {
        writer.OpenField(number);
        writer.WriteInteger(value);
        writer.CloseField(number);
    }

    public static void UInt32Field(this AsnWriter writer, int number, uint value)
    {
        writer.OpenField(number);
        writer.WriteInteger(value);
        writer.CloseField(number);
    }

    public static void StringField(this AsnWriter writer, int number, string value)
    {
        writer.OpenField(number);
        writer.KerberosString(value);
        writer.CloseField(number);
    }

    public static void OctetStringField(this AsnWriter writer, int number, ReadOnlySpan<byte> value)
    {
        writer.OpenField(number);
        writer.WriteOctetString(value);
        writer.CloseField(number);
    }

    public static void TimeField(this AsnWriter writer, int number, DateTimeOffset? value)
    {
        if (value is not { } time)
            return;
        writer.OpenField(number);
        writer.WriteGeneralizedTime(time, omitFractionalSeconds: true);
        writer.CloseField(number);
    }

    public static void FlagsField(this AsnWriter writer, int number, uint flags)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, flags);
        writer.OpenField(number);
        writer.WriteBitString(bytes);
        writer.CloseField(number);
    }

    /// <summary>A GeneralString, which the platform's writer does not have.</summary>
    public static void KerberosString(this AsnWriter writer, string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        var header = length switch { < 0x80 => 2, <= 0xFF => 3, _ => 4 };
        if (length > ushort.MaxValue)
            throw new ArgumentException("A Kerberos string is too long.", nameof(value));

        Span<byte> encoded = length <= 256 ? stackalloc byte[header + length] : new byte[header + length];
        encoded[0] = 0x1B;
        switch (header)
        {
            case 2:
                encoded[1] = (byte)length;
                break;
            case 3:
                encoded[1] = 0x81;
                encoded[2] = (byte)length;
                break;
            default:
                encoded[1] = 0x82;
                BinaryPrimitives.WriteUInt16BigEndian(encoded[2..], (ushort)length);
                break;
        }

        Encoding.UTF8.GetBytes(value, encoded[header..]);
        writer.WriteEncodedValue(encoded);
    }
}
