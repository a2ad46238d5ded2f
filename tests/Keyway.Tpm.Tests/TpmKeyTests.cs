using System.Security.Cryptography;

namespace Keyway.Tpm.Tests;

public sealed class TpmKeyTests : IDisposable
{
    private readonly SoftwareTpm _software = new();

    public void Dispose() => _software.Dispose();

    [Fact]
    public void A_key_is_made_kept_in_a_file_and_signs()
    {
        using var tpm = _software.Open();
        var blob = tpm.Make(TpmKeyKind.Signing).Encode();
        using var key = tpm.Load(blob).Value;
        var data = RandomNumberGenerator.GetBytes(1000);
        var signature = key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var software = RSA.Create(key.ExportParameters(false));
        Assert.True(software.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public void What_is_encrypted_to_a_key_is_decrypted_in_the_tpm()
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
}
