using System.Buffers.Binary;
using System.Text;
using Keyway.Errors;

namespace Keyway.Kerberos.Pac;

/// <summary>PAC_CLIENT_INFO: ties the PAC to the ticket around it ([MS-PAC] 2.7).</summary>
/// <param name="AuthTime">The ticket's authtime as a <see cref="FileTime"/>.</param>
/// <param name="Name">The ticket's client name.</param>
public sealed record ClientInfo(long AuthTime, string Name)
{
    /// <summary>Reads the buffer; <see cref="Catalogue.Kerberos.PacMalformed"/> otherwise.</summary>
    public static Result<ClientInfo> Parse(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length < 10)
            return new Refusal(Catalogue.Kerberos.PacMalformed, "client information");
        var length = BinaryPrimitives.ReadUInt16LittleEndian(buffer[8..]);
        if (length % 2 != 0 || length > buffer.Length - 10)
            return new Refusal(Catalogue.Kerberos.PacMalformed, "client information");
        return new ClientInfo(BinaryPrimitives.ReadInt64LittleEndian(buffer), Encoding.Unicode.GetString(buffer.Slice(10, length)));
    }

    public byte[] Encode()
    {
        var length = checked((ushort)(2 * Name.Length));
        var buffer = new byte[10 + length];
        BinaryPrimitives.WriteInt64LittleEndian(buffer, AuthTime);
        BinaryPrimitives.WriteUInt16LittleEndian(buffer.AsSpan(8), length);
        Encoding.Unicode.GetBytes(Name, buffer.AsSpan(10));
        return buffer;
    }
}
