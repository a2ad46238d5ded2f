using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Keyway.Kerberos.PasswordChange;

/// <summary>The frame of a request and of a reply (RFC 3244 2): whole length, version, length of the AP part, AP part, protected part.</summary>
internal static class PasswordChangeMessage
{
    /// <summary>The person changes their own password, which stands alone in the protected part.</summary>
    public const int Version = 1;

    private const int HeaderLength = 6;

    /// <summary>Builds a message.</summary>
    public static byte[] Build(ReadOnlySpan<byte> ap, ReadOnlySpan<byte> protectedPart)
    {
        var message = new byte[HeaderLength + ap.Length + protectedPart.Length];
        BinaryPrimitives.WriteUInt16BigEndian(message, checked((ushort)message.Length));
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), Version);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(4), (ushort)ap.Length);
        ap.CopyTo(message.AsSpan(HeaderLength));
        protectedPart.CopyTo(message.AsSpan(HeaderLength + ap.Length));
        return message;
    }

    /// <summary>Takes a message apart; false when its lengths contradict each other. An empty AP part means that a KRB-ERROR follows.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> message, [NotNullWhen(true)] out ReadOnlyMemory<byte>? ap, out ReadOnlyMemory<byte> rest)
    {
        ap = null;
        rest = default;
        var header = message.Span;
        if (header.Length < HeaderLength || BinaryPrimitives.ReadUInt16BigEndian(header) != header.Length || BinaryPrimitives.ReadUInt16BigEndian(header[2..]) != Version)
            return false;
        var length = BinaryPrimitives.ReadUInt16BigEndian(header[4..]);
        if (HeaderLength + length > header.Length)
            return false;
        ap = message.Slice(HeaderLength, length);
        rest = message[(HeaderLength + length)..];
        return true;
    }
}
