using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Keyway.Tpm.Tests;

/// <summary>A key in a TPM behaves as the platform's own keys do.</summary>
public sealed class TpmRsaTests : IDisposable
{
    private readonly SoftwareTpm _software = new();

    public void Dispose() => _software.Dispose();

    [Fact]
    public void A_private_half_cannot_be_exported_in_any_form()
    {
        using var tpm = _software.Open();
        using var key = tpm.Key(TpmKeyKind.Signing);
        Assert.Throws<CryptographicException>(() => key.ExportParameters(true));
        Assert.ThrowsAny<CryptographicException>(() => key.ExportPkcs8PrivateKey());
        Assert.ThrowsAny<CryptographicException>(() => key.ExportRSAPrivateKeyPem());
        Assert.Equal(2048, key.KeySize);
        Assert.Null(key.ExportParameters(false).D);
    }

    [Fact]
    public void A_certificate_request_and_a_certificate_are_signed_in_the_TPM()
    {
        using var tpm = _software.Open();
        using var key = tpm.Key(TpmKeyKind.Signing);
        var request = new CertificateRequest("CN=PC2", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var loaded = CertificateRequest.LoadSigningRequest(request.CreateSigningRequest(), HashAlgorithmName.SHA256);
        Assert.Equal("CN=PC2", loaded.SubjectName.Name);

        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.Create(request.SubjectName, X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1), now.AddMinutes(-1), now.AddDays(1), [1]);
        using var chain = new X509Chain { ChainPolicy = { RevocationMode = X509RevocationMode.NoCheck, TrustMode = X509ChainTrustMode.CustomRootTrust } };
        chain.ChainPolicy.CustomTrustStore.Add(certificate);
        Assert.True(chain.Build(certificate), string.Join(", ", chain.ChainStatus.Select(status => status.StatusInformation)));
    }

    [Fact]
    public void A_signing_key_signs_nothing_but_RSASSA_with_SHA_256()
    {
        using var tpm = _software.Open();
        using var key = tpm.Key(TpmKeyKind.Signing);
        Assert.Throws<CryptographicException>(() => key.SignData([1], HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
        Assert.Throws<CryptographicException>(() => key.SignData([1], HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1));
        Assert.Throws<CryptographicException>(() => key.SignHash(new byte[20], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Throws<TpmCryptographicException>(() => key.Decrypt(new byte[256], RSAEncryptionPadding.OaepSHA1));
    }

    [Fact]
    public void A_decryption_key_decrypts_nothing_but_OAEP()
    {
        using var tpm = _software.Open();
        using var key = tpm.Key(TpmKeyKind.Decryption);
        Assert.Throws<CryptographicException>(() => key.Decrypt(key.Encrypt([1], RSAEncryptionPadding.Pkcs1), RSAEncryptionPadding.Pkcs1));
        Assert.Throws<CryptographicException>(() => key.Decrypt(new byte[255], RSAEncryptionPadding.OaepSHA1));
        Assert.ThrowsAny<CryptographicException>(() => key.Decrypt(RandomNumberGenerator.GetBytes(256), RSAEncryptionPadding.OaepSHA1));
        Assert.Throws<TpmCryptographicException>(() => key.SignData([1], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public void Answers_that_do_not_fit_leave_the_callers_buffer_alone()
    {
        using var tpm = _software.Open();
        using var signing = tpm.Key(TpmKeyKind.Signing);
        using var decryption = tpm.Key(TpmKeyKind.Decryption);
        var small = new byte[3];
        Assert.False(signing.TrySignHash(new byte[32], small, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, out var written));
        Assert.Equal(0, written);
        Assert.False(decryption.TryDecrypt(decryption.Encrypt([1, 2, 3, 4], RSAEncryptionPadding.OaepSHA256), small, RSAEncryptionPadding.OaepSHA256, out written));
        Assert.Equal(0, written);
        Assert.Equal(new byte[3], small);
        Assert.True(decryption.TryDecrypt(decryption.Encrypt([1, 2, 3], RSAEncryptionPadding.OaepSHA256), small, RSAEncryptionPadding.OaepSHA256, out written));
        Assert.Equal((3, 2), (written, small[1]));
    }

    [Fact]
    public void A_disposed_key_is_used_no_more()
    {
        using var tpm = _software.Open();
        var key = tpm.Key(TpmKeyKind.Signing);
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.SignHash(new byte[32], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Throws<ObjectDisposedException>(() => key.ExportParameters(false));
    }
}
