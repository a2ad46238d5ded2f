using FsCheck;
using FsCheck.Fluent;
using Keyway.Errors;

namespace Keyway.Kerberos.Tests;

public sealed class KerberosKeyTests
{
    private static readonly EncryptionType[] Types = Enum.GetValues<EncryptionType>();

    [Fact]
    public void What_a_key_encrypts_it_decrypts_for_each_type_usage_and_length()
    {
        Prop.ForAll<byte[], byte, byte>((data, usage, choice) =>
        {
            using var key = KerberosKey.Random(Types[choice % Types.Length]);
            var sealedData = key.Encrypt((KeyUsage)usage, data);
            return key.Decrypt((KeyUsage)usage, sealedData).Value.AsSpan().SequenceEqual(data);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(EncryptionType.Aes256CtsHmacSha1)]
    [InlineData(EncryptionType.Aes128CtsHmacSha1)]
    [InlineData(EncryptionType.Rc4Hmac)]
    public void Long_messages_survive_too(EncryptionType type)
    {
        using var key = KerberosKey.Random(type);
        foreach (var length in new[] { 2031, 2032, 2033, 2047, 2048, 2049, 65536 })
        {
            var data = new byte[length];
            new System.Random(length).NextBytes(data);
            Assert.Equal(data, key.Decrypt(KeyUsage.Ticket, key.Encrypt(KeyUsage.Ticket, data)).Value);
        }
    }

    [Theory]
    [InlineData(EncryptionType.Aes256CtsHmacSha1)]
    [InlineData(EncryptionType.Aes128CtsHmacSha1)]
    [InlineData(EncryptionType.Rc4Hmac)]
    public void Each_changed_or_missing_byte_is_refused(EncryptionType type)
    {
        using var key = KerberosKey.Random(type);
        var ciphertext = key.Encrypt(KeyUsage.Ticket, "forty bytes of text, more than two blocks"u8);
        for (var i = 0; i < ciphertext.Length; i++)
        {
            var changed = ciphertext.ToArray();
            changed[i] ^= (byte)(1 << (i % 8));
            Assert.Equal(Catalogue.Kerberos.DecryptionFailed, key.Decrypt(KeyUsage.Ticket, changed).Refusal.Error);
            Assert.Equal(Catalogue.Kerberos.DecryptionFailed, key.Decrypt(KeyUsage.Ticket, ciphertext.AsSpan(0, i)).Refusal.Error);
        }
    }

    [Fact]
    public void A_message_for_one_usage_is_refused_for_another()
    {
        using var key = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);
        var ciphertext = key.Encrypt(KeyUsage.Ticket, "text"u8);
        Assert.False(key.Decrypt(KeyUsage.AsRepEncryptedPart, ciphertext).Succeeded);
    }

    [Fact]
    public void Equal_messages_are_encrypted_differently()
    {
        using var key = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);
        Assert.NotEqual(key.Encrypt(KeyUsage.Ticket, "text"u8), key.Encrypt(KeyUsage.Ticket, "text"u8));
    }

    [Fact]
    public async Task One_key_serves_many_threads()
    {
        using var key = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(seed => Task.Run(() =>
        {
            var data = new byte[1000 + seed];
            new System.Random(seed).NextBytes(data);
            for (var i = 0; i < 500; i++)
                Assert.Equal(data, key.Decrypt(KeyUsage.Ticket, key.Encrypt(KeyUsage.Ticket, data)).Value);
        })));
    }

    [Theory]
    [InlineData(3, 16)]
    [InlineData(19, 16)]
    [InlineData(-138, 16)]
    public void Unknown_encryption_types_are_refused(int type, int length) =>
        Assert.Equal(Catalogue.Kerberos.EncryptionTypeUnsupported, KerberosKey.Parse(type, new byte[length]).Refusal.Error);

    [Theory]
    [InlineData(18, 16)]
    [InlineData(17, 32)]
    [InlineData(23, 0)]
    public void Keys_of_a_wrong_length_are_refused(int type, int length) =>
        Assert.Equal(Catalogue.Kerberos.KeyLengthWrong, KerberosKey.Parse(type, new byte[length]).Refusal.Error);

    [Fact]
    public void A_key_never_shows_itself()
    {
        using var key = new KerberosKey(EncryptionType.Rc4Hmac, "0123456789abcdef"u8);
        Assert.Equal("Rc4Hmac", key.ToString());
    }
}
