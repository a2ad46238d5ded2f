using System.Security.Cryptography;
using System.Text;
using Keyway.Errors;
using Keyway.Kerberos.Cryptography;

namespace Keyway.Kerberos;

/// <summary>
/// A Kerberos key with what it can do (RFC 3961). The keys derived for each usage are made once and kept, so keep the key for as long as
/// it is in use. Thread-safe; <see cref="Dispose"/> only when no one uses it any more.
/// </summary>
public sealed class KerberosKey : IDisposable, IEquatable<KerberosKey>
{
    private const int CachedUsages = 64;

    private readonly byte[] _value;
    private readonly UsageCipher?[] _ciphers = new UsageCipher?[CachedUsages];

    /// <param name="type">A known encryption type.</param>
    /// <param name="value">As many bytes as the type has, see <see cref="LengthOf"/>; copied.</param>
    public KerberosKey(EncryptionType type, ReadOnlySpan<byte> value)
    {
        if (value.Length != LengthOf(type))
            throw new ArgumentException($"A key of type {type} has {LengthOf(type)} bytes.", nameof(value));
        Type = type;
        _value = value.ToArray();
    }

    /// <summary>How the key encrypts.</summary>
    public EncryptionType Type { get; }

    /// <summary>How the key signs.</summary>
    public ChecksumType ChecksumType => Type switch
    {
        EncryptionType.Aes256CtsHmacSha1 => ChecksumType.HmacSha1Aes256,
        EncryptionType.Aes128CtsHmacSha1 => ChecksumType.HmacSha1Aes128,
        _ => ChecksumType.HmacMd5,
    };

    /// <summary>The key itself: a secret.</summary>
    public ReadOnlySpan<byte> Value => _value;

    /// <summary>Bytes in a key of this type: 32 for AES256, 16 for the others.</summary>
    public static int LengthOf(EncryptionType type) => type switch
    {
        EncryptionType.Aes256CtsHmacSha1 => 32,
        EncryptionType.Aes128CtsHmacSha1 or EncryptionType.Rc4Hmac => 16,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>A key from a wire or a file, whose type and length are not to be trusted.</summary>
    public static Result<KerberosKey> Parse(int type, ReadOnlySpan<byte> value)
    {
        if (!Enum.IsDefined((EncryptionType)type))
            return new Refusal(Catalogue.Kerberos.EncryptionTypeUnsupported, $"type {type}");
        return value.Length == LengthOf((EncryptionType)type)
            ? new KerberosKey((EncryptionType)type, value)
            : Catalogue.Kerberos.KeyLengthWrong;
    }

    /// <summary>A fresh random key.</summary>
    public static KerberosKey Random(EncryptionType type)
    {
        Span<byte> value = stackalloc byte[LengthOf(type)];
        RandomNumberGenerator.Fill(value);
        var key = new KerberosKey(type, value);
        CryptographicOperations.ZeroMemory(value);
        return key;
    }

    /// <summary>string-to-key (RFC 3962 4, RFC 4757 2).</summary>
    /// <param name="type">The key's type.</param>
    /// <param name="password">As typed.</param>
    /// <param name="salt">What the KDC named; for a user REALM and sAMAccountName. RC4 has none.</param>
    /// <param name="iterations">PBKDF2 rounds, for AES only.</param>
    public static KerberosKey FromPassword(EncryptionType type, string password, string salt, int iterations = AesDerivation.DefaultIterations)
    {
        var bytes = Encoding.UTF8.GetBytes(password);
        var key = FromPassword(type, bytes, salt, iterations);
        CryptographicOperations.ZeroMemory(bytes);
        return key;
    }

    /// <summary>string-to-key of a password in UTF-8, which the caller can zero. Nothing of it stays in memory but the key.</summary>
    /// <inheritdoc cref="FromPassword(EncryptionType, string, string, int)"/>
    public static KerberosKey FromPassword(EncryptionType type, ReadOnlySpan<byte> passwordUtf8, string salt, int iterations = AesDerivation.DefaultIterations)
    {
        var value = type == EncryptionType.Rc4Hmac ? Md4.OfPassword(passwordUtf8) : AesDerivation.FromPassword(LengthOf(type), passwordUtf8, salt, iterations);
        var key = new KerberosKey(type, value);
        CryptographicOperations.ZeroMemory(value);
        return key;
    }

    /// <summary>Encrypts with integrity under a random confounder.</summary>
    public byte[] Encrypt(KeyUsage usage, ReadOnlySpan<byte> plaintext)
    {
        Span<byte> confounder = stackalloc byte[16];
        confounder = confounder[..Cipher(usage).ConfounderLength];
        RandomNumberGenerator.Fill(confounder);
        return Encrypt(usage, plaintext, confounder);
    }

    /// <summary>Encrypts under a given confounder: for known answers, and for callers that draw their randomness at once.</summary>
    internal byte[] Encrypt(KeyUsage usage, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> confounder)
    {
        var cipher = Cipher(usage);
        var ciphertext = new byte[plaintext.Length + cipher.Overhead];
        cipher.Encrypt(confounder, plaintext, ciphertext);
        return ciphertext;
    }

    /// <summary>Decrypts and verifies.</summary>
    /// <returns>The plaintext, or <see cref="Catalogue.Kerberos.DecryptionFailed"/>.</returns>
    public Result<byte[]> Decrypt(KeyUsage usage, ReadOnlySpan<byte> ciphertext) =>
        Cipher(usage).TryDecrypt(ciphertext) is { } plaintext ? plaintext : Catalogue.Kerberos.DecryptionFailed;

    /// <summary>Signs: 12 bytes by an AES key, 16 by an RC4 key; its type is <see cref="ChecksumType"/>.</summary>
    public byte[] Checksum(KeyUsage usage, ReadOnlySpan<byte> data)
    {
        var cipher = Cipher(usage);
        var checksum = new byte[cipher.ChecksumLength];
        cipher.Checksum(data, checksum);
        return checksum;
    }

    /// <summary>Compares in constant time.</summary>
    public bool VerifyChecksum(KeyUsage usage, ReadOnlySpan<byte> data, ReadOnlySpan<byte> checksum) =>
        CryptographicOperations.FixedTimeEquals(Checksum(usage, data), checksum);

    /// <summary>One key out of two, so that who lacks either has neither: KRB-FX-CF2 (RFC 6113 5.1). AES only; the result has the type of the first.</summary>
    /// <param name="firstPepper">A text of the specification that says what the result is for.</param>
    /// <param name="secondPepper">The same for the second key.</param>
    internal static KerberosKey Combine(KerberosKey first, KerberosKey second, ReadOnlySpan<byte> firstPepper, ReadOnlySpan<byte> secondPepper)
    {
        var length = LengthOf(first.Type);
        Span<byte> combined = stackalloc byte[length];
        Span<byte> other = stackalloc byte[length];
        AesPseudoRandom.Fill(first._value, firstPepper, combined);
        AesPseudoRandom.Fill(second._value, secondPepper, other);
        for (var i = 0; i < length; i++)
            combined[i] ^= other[i];
        var key = new KerberosKey(first.Type, combined);
        CryptographicOperations.ZeroMemory(combined);
        CryptographicOperations.ZeroMemory(other);
        return key;
    }

    /// <summary>What an AES key can do beside <see cref="Encrypt(KeyUsage, ReadOnlySpan{byte})"/>; null for a key of another kind.</summary>
    internal AesUsageCipher? Aes(KeyUsage usage) => Cipher(usage) as AesUsageCipher;

    /// <summary>Constant time in the key's bytes.</summary>
    public bool Equals(KerberosKey? other) => other is not null && Type == other.Type && CryptographicOperations.FixedTimeEquals(_value, other._value);

    public override bool Equals(object? obj) => Equals(obj as KerberosKey);

    public override int GetHashCode() => (int)Type;

    /// <summary>The type only: a key never reaches a log.</summary>
    public override string ToString() => Type.ToString();

    /// <summary>Zeroes the key and what was derived from it.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_value);
        foreach (var cipher in _ciphers)
            cipher?.Dispose();
    }

    private UsageCipher Cipher(KeyUsage usage)
    {
        if ((uint)usage >= CachedUsages)
            return Create(usage);

        ref var slot = ref _ciphers[(int)usage];
        return Volatile.Read(ref slot) ?? Interlocked.CompareExchange(ref slot, Create(usage), null) ?? slot!;
    }

    private UsageCipher Create(KeyUsage usage) => Type == EncryptionType.Rc4Hmac
        ? new Rc4UsageCipher(_value, usage)
        : new AesUsageCipher(_value, usage);
}
