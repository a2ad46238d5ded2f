using System.Security.Cryptography;

namespace Keyway.Kerberos.Cryptography;

/// <summary>AES in CBC mode with ciphertext stealing, the last two blocks always swapped, initial vector zero (RFC 3962 5).</summary>
internal static class AesCts
{
    private const int Block = 16;

    /// <summary>Encrypts at least 16 bytes; <paramref name="ciphertext"/> has the length of <paramref name="plaintext"/>.</summary>
    public static void Encrypt(Aes aes, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext)
    {
        Span<byte> zero = stackalloc byte[Block];
        zero.Clear();
        if (plaintext.Length == Block)
        {
            aes.EncryptCbc(plaintext, zero, ciphertext, PaddingMode.None);
            return;
        }

        var padded = (plaintext.Length + Block - 1) / Block * Block;
        var buffer = padded <= 2048 ? stackalloc byte[padded] : new byte[padded];
        plaintext.CopyTo(buffer);
        buffer[plaintext.Length..].Clear();
        aes.EncryptCbc(buffer, zero, buffer, PaddingMode.None);

        var last = padded - Block;
        var whole = last - Block;
        buffer[..whole].CopyTo(ciphertext);
        buffer[last..].CopyTo(ciphertext[whole..]);
        buffer[whole..(plaintext.Length - Block)].CopyTo(ciphertext[last..]);
    }

    /// <summary>Decrypts at least 16 bytes; <paramref name="plaintext"/> has the length of <paramref name="ciphertext"/>.</summary>
    public static void Decrypt(Aes aes, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext)
    {
        Span<byte> zero = stackalloc byte[Block];
        zero.Clear();
        if (ciphertext.Length == Block)
        {
            aes.DecryptCbc(ciphertext, zero, plaintext, PaddingMode.None);
            return;
        }

        var last = (ciphertext.Length - 1) / Block * Block;
        var whole = last - Block;
        var tail = ciphertext[last..];

        // The block before the tail is the last one of CBC; what it decrypts to past the tail is the end of the stolen block.
        Span<byte> stolen = stackalloc byte[Block];
        aes.DecryptEcb(ciphertext.Slice(whole, Block), stolen, PaddingMode.None);
        var end = plaintext[last..];
        for (var i = 0; i < tail.Length; i++)
        {
            end[i] = (byte)(stolen[i] ^ tail[i]);
            stolen[i] = tail[i];
        }

        var buffer = last <= 2048 ? stackalloc byte[last] : new byte[last];
        ciphertext[..whole].CopyTo(buffer);
        stolen.CopyTo(buffer[whole..]);
        aes.DecryptCbc(buffer, zero, plaintext[..last], PaddingMode.None);
    }
}
