using System.Buffers.Binary;
using System.Text;

namespace Keyway.ActiveDirectory.Dns;

/// <summary>One question to a name server (RFC 1035 4.1.1, 4.1.2).</summary>
internal static class DnsQuestion
{
    private const ushort RecursionDesired = 0x0100;

    /// <summary>The message for a name that <see cref="HostName.IsValid"/> has approved.</summary>
    public static byte[] Encode(ushort id, string name, DnsRecordType type)
    {
        var message = new byte[12 + name.Length + 2 + 4];
        BinaryPrimitives.WriteUInt16BigEndian(message, id);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), RecursionDesired);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(4), 1);
        var offset = 12;
        foreach (var label in name.Split('.'))
        {
            message[offset++] = (byte)label.Length;
            offset += Encoding.ASCII.GetBytes(label, message.AsSpan(offset));
        }

        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(offset + 1), (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(offset + 3), 1);
        return message;
    }
}
