using System.Security.Cryptography;
using Keyway.Kerberos.Cryptography;

namespace Keyway.Kerberos.Tests.Cryptography;

public sealed class KnownAnswerTests
{
    private static readonly VectorFile Vectors = VectorFile.Open("crypto.json");

    [Fact]
    public void N_fold_gives_the_answers_of_the_specification()
    {
        foreach (var vector in Vectors.Cases("n-fold"))
        {
            var output = new byte[vector.Number("bits") / 8];
            NFold.Fold(vector.Bytes("input"), output);
            Assert.Equal(vector.Bytes("output"), output);
        }
    }

    [Fact]
    public void Password_and_salt_give_the_key_of_the_specification()
    {
        foreach (var vector in Vectors.Cases("string-to-key"))
        {
            using var key = KerberosKey.FromPassword((EncryptionType)vector.Number("etype"), vector.Text("password"), vector.Text("salt"), vector.Number("iterations"));
            Assert.Equal(vector.Bytes("key"), key.Value.ToArray());
        }
    }

    [Fact]
    public void Ciphertext_stealing_gives_the_answers_of_the_specification_and_back()
    {
        foreach (var vector in Vectors.Cases("aes-cts"))
        {
            using var aes = Aes.Create();
            aes.SetKey(vector.Bytes("key"));
            var plaintext = vector.Bytes("plaintext");
            var ciphertext = new byte[plaintext.Length];
            AesCts.Encrypt(aes, plaintext, ciphertext);
            Assert.Equal(vector.Bytes("ciphertext"), ciphertext);

            var again = new byte[plaintext.Length];
            AesCts.Decrypt(aes, ciphertext, again);
            Assert.Equal(plaintext, again);
        }
    }

    [Fact]
    public void Derived_keys_equal_those_of_another_implementation()
    {
        foreach (var vector in Vectors.Cases("derive"))
        {
            using var aes = Aes.Create();
            aes.SetKey(vector.Bytes("key"));
            var derived = new byte[vector.Bytes("key").Length];
            AesDerivation.Derive(aes, vector.Bytes("constant"), derived);
            Assert.Equal(vector.Bytes("derived"), derived);
        }
    }

    [Fact]
    public void Encryption_equals_that_of_another_implementation_and_opens()
    {
        foreach (var vector in Vectors.Cases("encrypt"))
        {
            using var key = new KerberosKey((EncryptionType)vector.Number("etype"), vector.Bytes("key"));
            var usage = (KeyUsage)vector.Number("usage");
            Assert.Equal(vector.Bytes("ciphertext"), key.Encrypt(usage, vector.Bytes("plaintext"), vector.Bytes("confounder")));
            Assert.Equal(vector.Bytes("plaintext"), key.Decrypt(usage, vector.Bytes("ciphertext")).Value);
        }
    }

    [Fact]
    public void Checksums_equal_those_of_another_implementation()
    {
        foreach (var vector in Vectors.Cases("checksum"))
        {
            var type = (ChecksumType)vector.Number("type");
            var keyType = type switch
            {
                ChecksumType.HmacSha1Aes256 => EncryptionType.Aes256CtsHmacSha1,
                ChecksumType.HmacSha1Aes128 => EncryptionType.Aes128CtsHmacSha1,
                _ => EncryptionType.Rc4Hmac,
            };
            using var key = new KerberosKey(keyType, vector.Bytes("key"));
            var usage = (KeyUsage)vector.Number("usage");
            Assert.Equal(type, key.ChecksumType);
            Assert.Equal(vector.Bytes("checksum"), key.Checksum(usage, vector.Bytes("data")));
            Assert.True(key.VerifyChecksum(usage, vector.Bytes("data"), vector.Bytes("checksum")));
        }
    }

    [Fact]
    public void Md4_gives_the_answers_of_the_specification()
    {
        foreach (var vector in Vectors.Cases("md4"))
            Assert.Equal(vector.Bytes("digest"), Md4.Hash(vector.Bytes("data")));
    }

    [Fact]
    public void The_pseudo_random_function_equals_that_of_another_implementation()
    {
        foreach (var vector in Vectors.Cases("pseudo-random"))
        {
            using var key = KerberosKey.FromPassword((EncryptionType)vector.Number("etype"), vector.Text("password"), vector.Text("password"));
            var output = new byte[16];
            AesPseudoRandom.Block16(key.Value, vector.Bytes("input"), output);
            Assert.Equal(vector.Bytes("output"), output);
        }
    }

    [Fact]
    public void Two_keys_combine_to_the_key_of_the_specification()
    {
        foreach (var vector in Vectors.Cases("combine"))
        {
            var type = (EncryptionType)vector.Number("etype");
            using var first = KerberosKey.FromPassword(type, "key1", "key1");
            using var second = KerberosKey.FromPassword(type, "key2", "key2");
            using var combined = KerberosKey.Combine(first, second, "a"u8, "b"u8);
            Assert.Equal(vector.Bytes("key"), combined.Value.ToArray());
        }
    }
}
