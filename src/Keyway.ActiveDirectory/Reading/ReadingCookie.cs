using System.Buffers.Binary;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>From where the next read of changes goes on: the domain controller's own cookie, and whose it is.</summary>
/// <param name="InvocationId">The database that made it.</param>
/// <param name="Mode">By which right it was read: with another right other objects show.</param>
/// <param name="MaximumPasswordAge">The domain's maxPwdAge then.</param>
/// <param name="Position">The domain controller's cookie; empty while the whole domain has not been read to its end.</param>
internal sealed record ReadingCookie(Guid InvocationId, DirectoryReadingMode Mode, long MaximumPasswordAge, ReadOnlyMemory<byte> Position)
{
    // "KWR" and a version: 1.
    private const uint Mark = 0x4B57_5201;
    private const int HeaderLength = 4 + 16 + 1 + 8;
    private const int MaximumLength = 2 << 20;

    /// <summary>Null when the bytes are none of ours.</summary>
    public static ReadingCookie? Parse(ReadOnlySpan<byte> bytes) =>
        bytes.Length is >= HeaderLength and <= MaximumLength && BinaryPrimitives.ReadUInt32BigEndian(bytes) == Mark && bytes[20] <= (byte)DirectoryReadingMode.ObjectSecurity
            ? new ReadingCookie(new Guid(bytes[4..20]), (DirectoryReadingMode)bytes[20], BinaryPrimitives.ReadInt64BigEndian(bytes[21..]), bytes[HeaderLength..].ToArray())
            : null;

    public ReadOnlyMemory<byte> Encode()
    {
        var bytes = new byte[HeaderLength + Position.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Mark);
        InvocationId.TryWriteBytes(bytes.AsSpan(4));
        bytes[20] = (byte)Mode;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(21), MaximumPasswordAge);
        Position.CopyTo(bytes.AsMemory(HeaderLength));
        return bytes;
    }
}
