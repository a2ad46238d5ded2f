using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Tpm.Commands;
using Keyway.Tpm.Keys;

namespace Keyway.Tpm.Tests;

public sealed class TpmKeyTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly SoftwareTpm _software = new();

    public void Dispose() => _software.Dispose();

    [Fact]
    public void A_TPM_says_what_it_is()
    {
        using var tpm = _software.Open();
        var description = tpm.Describe();
        Assert.Equal("IBM", description.Manufacturer);
        Assert.Equal("SW   TPM", description.Model);
        Assert.Equal("2.0", description.Specification);
        Assert.Matches(@"^\d+\.\d+\.\d+\.\d+$", description.Firmware);
    }

    [Fact]
    public void A_key_is_made_kept_in_a_file_and_signs()
    {
        using var tpm = _software.Open();
        var blob = tpm.Make(TpmKeyKind.Signing).Encode();
        Assert.InRange(blob.Length, 300, 1023);
        using var key = tpm.Load(blob).Value;
        var data = RandomNumberGenerator.GetBytes(1000);
        var signature = key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var software = RSA.Create(key.ExportParameters(false));
        Assert.True(software.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public void What_is_encrypted_to_a_key_is_decrypted_in_the_TPM()
    {
        using var tpm = _software.Open();
        using var key = tpm.Key(TpmKeyKind.Decryption);
        foreach (var padding in new[] { RSAEncryptionPadding.OaepSHA1, RSAEncryptionPadding.OaepSHA256 })
        {
            foreach (var length in new[] { 0, 1, 15, 16, 17, 32, 190 })
            {
                var data = RandomNumberGenerator.GetBytes(length);
                Assert.Equal(data, key.Decrypt(key.Encrypt(data, padding), padding));
            }
        }
    }

    [Fact]
    public void Keys_outlive_a_power_cut_of_the_TPM()
    {
        using var tpm = _software.Open();
        var blob = tpm.Make(TpmKeyKind.Signing).Encode();
        using var key = tpm.Load(blob).Value;
        _software.PowerCycle();
        var hash = SHA256.HashData([1, 2, 3]);
        var signature = key.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var again = tpm.Load(blob).Value;
        Assert.True(again.VerifyHash(hash, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public void D05_A_key_that_was_copied_to_another_computer_is_refused()
    {
        using var tpm = _software.Open();
        var blob = tpm.Make(TpmKeyKind.Signing).Encode();
        using var other = new SoftwareTpm();
        using var otherTpm = other.Open();
        Assert.Equal(Catalogue.Tpm.KeyOfAnotherTpm, otherTpm.Load(blob).Refusal.Error);
    }

    [Fact]
    public void D05_A_private_half_of_another_key_is_refused_by_the_TPM()
    {
        using var tpm = _software.Open();
        var (one, two) = (tpm.Make(TpmKeyKind.Signing), tpm.Make(TpmKeyKind.Signing));
        var mixed = new TpmKeyBlob(one.Public, one.ParentName, two.Wrapped);
        Assert.Equal(Catalogue.Tpm.KeyOfAnotherTpm, tpm.Load(mixed.Encode()).Refusal.Error);
    }

    [Fact]
    public void The_TPM_itself_keeps_a_key_to_its_kind()
    {
        using var tpm = _software.Open();
        var (signing, decryption) = (tpm.Make(TpmKeyKind.Signing), tpm.Make(TpmKeyKind.Decryption));
        Assert.False(tpm.Decrypt(signing, new byte[256], Algorithm.Sha1).Succeeded);
        Assert.False(tpm.Sign(decryption, new byte[32]).Succeeded);
    }

    [Fact]
    public void Five_hundred_operations_leave_nothing_in_the_TPM()
    {
        using var tpm = _software.Open();
        using var signing = tpm.Key(TpmKeyKind.Signing);
        using var decryption = tpm.Key(TpmKeyKind.Decryption);
        var cipherText = decryption.Encrypt([7], RSAEncryptionPadding.OaepSHA1);
        for (var i = 0; i < 250; i++)
        {
            signing.SignHash(new byte[32], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            decryption.Decrypt(cipherText, RSAEncryptionPadding.OaepSHA1);
        }

        Assert.Empty(tpm.Run(TpmSlots.Transient, Limit, TestContext.Current.CancellationToken).Value);
        Assert.Empty(tpm.Run(TpmSlots.Sessions, Limit, TestContext.Current.CancellationToken).Value);
    }

    [Fact]
    public void What_a_killed_program_left_in_the_TPM_is_taken_out_when_its_slot_is_needed()
    {
        using var tpm = _software.Open();
        using var key = tpm.Key(TpmKeyKind.Signing);
        for (var i = 0; i < 3; i++)
            tpm.Run(Abandon, Limit, TestContext.Current.CancellationToken);
        Assert.Equal(3, tpm.Run(TpmSlots.Transient, Limit, TestContext.Current.CancellationToken).Value.Count);
        Assert.Equal(256, key.SignHash(new byte[32], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).Length);

        static Result<StorageKey> Abandon(TpmConnection connection)
        {
            var made = StorageKey.Open(connection, null);
            connection.Forget(made.Value.Handle.Value);
            return made;
        }
    }

    [Fact]
    public async Task Eight_threads_and_two_programs_use_a_TPM_at_once()
    {
        using var tpm = _software.Open();
        using var secondProgram = _software.Open();
        var (signing, decryption) = (tpm.Make(TpmKeyKind.Signing).Encode(), tpm.Make(TpmKeyKind.Decryption).Encode());
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Use(i % 2 == 0 ? tpm : secondProgram), TestContext.Current.CancellationToken)));

        void Use(Tpm program)
        {
            using var signer = program.Load(signing).Value;
            using var decrypter = program.Load(decryption).Value;
            for (var i = 0; i < 10; i++)
            {
                var data = RandomNumberGenerator.GetBytes(32);
                var signature = signer.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
                Assert.True(signer.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
                Assert.Equal(data, decrypter.Decrypt(decrypter.Encrypt(data, RSAEncryptionPadding.OaepSHA256), RSAEncryptionPadding.OaepSHA256));
            }
        }
    }
}
