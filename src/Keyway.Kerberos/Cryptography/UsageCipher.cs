namespace Keyway.Kerberos.Cryptography;

/// <summary>What one key does for one usage: the keys derived for it are made once and kept. Thread-safe.</summary>
internal abstract class UsageCipher : IDisposable
{
    /// <summary>Random bytes before the plaintext, so that equal messages differ.</summary>
    public abstract int ConfounderLength { get; }

    /// <summary>How much longer the ciphertext is than the plaintext.</summary>
    public abstract int Overhead { get; }

    /// <summary>The length of a checksum in bytes.</summary>
    public abstract int ChecksumLength { get; }

    /// <summary>Encrypts under the given confounder into <paramref name="ciphertext"/>, which is longer by <see cref="Overhead"/>.</summary>
    public abstract void Encrypt(ReadOnlySpan<byte> confounder, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext);

    /// <summary>Decrypts and verifies; null when the ciphertext was not made by this key for this usage.</summary>
    public abstract byte[]? TryDecrypt(ReadOnlySpan<byte> ciphertext);

    /// <summary>Signs into <paramref name="checksum"/>, <see cref="ChecksumLength"/> bytes.</summary>
    public abstract void Checksum(ReadOnlySpan<byte> data, Span<byte> checksum);

    /// <summary>Zeroes the derived keys.</summary>
    public abstract void Dispose();
}
