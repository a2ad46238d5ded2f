using System.Buffers.Binary;

namespace Keyway.KeyList.Forwarding;

/// <summary>A Kerberos message on a TCP connection: its length in four bytes, then itself (RFC 4120 7.2.2).</summary>
internal static class MessageFrame
{
    /// <summary>Bytes; the largest tokens of a domain have 48 KB.</summary>
    public const int MaximumLength = 256 * 1024;

    private const int Prefix = 4;
    private const int FirstPiece = 4 * 1024;

    /// <summary>The next message; null when the other side closed in good order, <see cref="InvalidDataException"/> for a length that no message has.</summary>
    public static async Task<byte[]?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var prefix = new byte[Prefix];
        var read = await stream.ReadAtLeastAsync(prefix, Prefix, throwOnEndOfStream: false, cancellationToken);
        if (read == 0)
            return null;
        if (read < Prefix)
            throw new EndOfStreamException();
        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix);
        if (length is 0 or > MaximumLength)
            throw new InvalidDataException($"a message of {length} bytes");

        // The buffer grows with what arrives, not with what is announced.
        var message = new byte[Math.Min((int)length, FirstPiece)];
        for (var filled = 0; ;)
        {
            await stream.ReadExactlyAsync(message.AsMemory(filled), cancellationToken);
            filled = message.Length;
            if (filled == (int)length)
                return message;
            Array.Resize(ref message, Math.Min((int)length, 2 * filled));
        }
    }

    public static async Task WriteAsync(Stream stream, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var framed = new byte[Prefix + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(framed, message.Length);
        message.CopyTo(framed.AsMemory(Prefix));
        await stream.WriteAsync(framed, cancellationToken);
    }
}
