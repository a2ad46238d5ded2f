using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Keyway.Kerberos.Cryptography;

/// <summary>The MD4 digest (RFC 1320), which the platform no longer offers; it makes the NT hash of a password.</summary>
internal static class Md4
{
    private static ReadOnlySpan<byte> SecondOrder => [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15];

    private static ReadOnlySpan<byte> ThirdOrder => [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15];

    private static ReadOnlySpan<byte> Shifts => [3, 7, 11, 19, 3, 5, 9, 13, 3, 9, 11, 15];

    /// <summary>The 16 byte digest.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> data)
    {
        var padded = new byte[(data.Length + 8) / 64 * 64 + 64];
        data.CopyTo(padded);
        padded[data.Length] = 0x80;
        BinaryPrimitives.WriteInt64LittleEndian(padded.AsSpan(padded.Length - 8), 8L * data.Length);

        Span<uint> state = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476];
        for (var offset = 0; offset < padded.Length; offset += 64)
            Compress(padded.AsSpan(offset, 64), state);

        var digest = new byte[16];
        for (var i = 0; i < 4; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(digest.AsSpan(4 * i), state[i]);
        CryptographicOperations.ZeroMemory(padded);
        return digest;
    }

    /// <summary>The NT hash of a password in UTF-8: the digest of its UTF-16 little-endian form.</summary>
    public static byte[] OfPassword(ReadOnlySpan<byte> passwordUtf8)
    {
        var characters = new char[Encoding.UTF8.GetCharCount(passwordUtf8)];
        Encoding.UTF8.GetChars(passwordUtf8, characters);
        var bytes = MemoryMarshal.AsBytes(characters.AsSpan());
        var digest = Hash(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return digest;
    }

    private static void Compress(ReadOnlySpan<byte> block, Span<uint> state)
    {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        unchecked
        {
            for (var step = 0; step < 48; step++)
            {
                var round = step / 16;
                var word = round switch { 0 => step, 1 => SecondOrder[step % 16], _ => ThirdOrder[step % 16] };
                var mixed = round switch
                {
                    0 => (b & c) | (~b & d),
                    1 => ((b & c) | (b & d) | (c & d)) + 0x5A827999,
                    _ => (b ^ c ^ d) + 0x6ED9EBA1,
                };
                var sum = a + mixed + BinaryPrimitives.ReadUInt32LittleEndian(block[(4 * word)..]);
                (a, b, c, d) = (d, BitOperations.RotateLeft(sum, Shifts[(4 * round) + (step % 4)]), b, c);
            }

            state[0] += a;
            state[1] += b;
            state[2] += c;
            state[3] += d;
        }
    }
}
