using System.Buffers.Binary;
using System.Text;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Replication.Drs;

/// <summary>supplementalCredentials: an account's keys by name ([MS-SAMR] 2.2.10).</summary>
internal static class UserProperties
{
    /// <summary>The property that holds the AES keys ([MS-SAMR] 2.2.10.5).</summary>
    public const string KerberosKeys = "Primary:Kerberos-Newer-Keys";

    private const int LengthField = 4;
    private const int Start = 12;
    private const int Reserved = 96;
    private const int Header = Start + Reserved;
    private const int PropertyHeader = 6;
    private const ushort Signature = 0x50;

    /// <summary>The value of a property, which the caller zeroes; empty when there is none of that name, <c>KW1419</c> when the whole is malformed.</summary>
    public static Result<byte[]> Find(ReadOnlySpan<byte> value, string name)
    {
        // Length counts from Reserved3 up to the byte behind the properties.
        if (value.Length < Header + 4 || BinaryPrimitives.ReadUInt32LittleEndian(value[LengthField..]) > (uint)(value.Length - Start)
            || BinaryPrimitives.ReadUInt16LittleEndian(value[Header..]) != Signature)
            return Malformed("header");

        var rest = value[(Header + 4)..];
        for (var count = BinaryPrimitives.ReadUInt16LittleEndian(value[(Header + 2)..]); count > 0; count--)
        {
            if (rest.Length < PropertyHeader)
                return Malformed("property");
            var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(rest);
            var valueLength = BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]);
            if (rest.Length - PropertyHeader < nameLength + valueLength)
                return Malformed("length of a property");
            var found = Encoding.Unicode.GetString(rest.Slice(PropertyHeader, nameLength));
            var hex = rest.Slice(PropertyHeader + nameLength, valueLength);
            if (found == name)
                return FromHex(hex);
            rest = rest[(PropertyHeader + nameLength + valueLength)..];
        }

        return Array.Empty<byte>();
    }

    private static Result<byte[]> FromHex(ReadOnlySpan<byte> hex)
    {
        var bytes = new byte[hex.Length / 2];
        return hex.Length % 2 == 0 && Convert.FromHexString(hex, bytes, out _, out _) == System.Buffers.OperationStatus.Done
            ? bytes
            : Malformed("value of a property");
    }

    private static Refusal Malformed(string what) => new(Catalogue.ActiveDirectory.AnswerMalformed, $"supplementalCredentials: {what}");
}
