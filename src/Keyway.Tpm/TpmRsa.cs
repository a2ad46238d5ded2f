using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Tpm.Keys;

namespace Keyway.Tpm;

/// <summary>
/// An RSA key whose private half stays in a TPM. Its members behave as those of other <see cref="RSA"/> objects do: what the key is not for, and what the TPM
/// refuses, is a <see cref="CryptographicException"/> (a <see cref="TpmCryptographicException"/> with a number where the TPM refused). Public operations are done
/// in software.
/// </summary>
public sealed class TpmRsa : RSA
{
    private readonly Tpm _tpm;
    private readonly TpmKeyBlob _key;
    private readonly RSA _public;
    private volatile bool _disposed;

    internal TpmRsa(Tpm tpm, TpmKeyBlob key)
    {
        _tpm = tpm;
        _key = key;
        _public = Create(key.PublicParameters);
        KeySizeValue = 8 * KeyPublic.ModulusLength;
        LegalKeySizesValue = [new KeySizes(KeySizeValue, KeySizeValue, 0)];
    }

    /// <summary>What the TPM lets the key do.</summary>
    public TpmKeyKind Kind => _key.Kind;

    /// <summary>What the TPM that holds this key remembers of this computer's files.</summary>
    public TpmHistory History => new(_tpm, _key.ParentName);

    /// <summary>The public half alone; the private half cannot be had by anybody.</summary>
    public override RSAParameters ExportParameters(bool includePrivateParameters)
    {
        ThrowIfDisposed();
        return includePrivateParameters
            ? throw new CryptographicException("The private half of the key stays in the TPM.")
            : _key.PublicParameters;
    }

    public override void ImportParameters(RSAParameters parameters) => throw new NotSupportedException("A key in a TPM cannot be replaced.");

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256: what a signing key is bound to.</summary>
    public override byte[] SignHash(byte[] hash, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)
    {
        ArgumentNullException.ThrowIfNull(hash);
        ArgumentException.ThrowIfNullOrEmpty(hashAlgorithm.Name, nameof(hashAlgorithm));
        ArgumentNullException.ThrowIfNull(padding);
        ThrowIfDisposed();
        Demand(TpmKeyKind.Signing);
        if (padding != RSASignaturePadding.Pkcs1 || hashAlgorithm != HashAlgorithmName.SHA256)
            throw new CryptographicException("A signing key in the TPM signs with RSASSA-PKCS1-v1_5 and SHA-256 alone.");
        if (hash.Length != SHA256.HashSizeInBytes)
            throw new CryptographicException("The hash does not have the length of SHA-256.");
        return Value(_tpm.Sign(_key, hash));
    }

    public override bool TrySignHash(ReadOnlySpan<byte> hash, Span<byte> destination, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding, out int bytesWritten)
    {
        if (destination.Length < KeyPublic.ModulusLength)
        {
            bytesWritten = 0;
            return false;
        }

        var signature = SignHash(hash.ToArray(), hashAlgorithm, padding);
        signature.CopyTo(destination);
        bytesWritten = signature.Length;
        return true;
    }

    public override bool VerifyHash(byte[] hash, byte[] signature, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding) =>
        _public.VerifyHash(hash, signature, hashAlgorithm, padding);

    public override bool VerifyHash(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding) =>
        _public.VerifyHash(hash, signature, hashAlgorithm, padding);

    public override byte[] Encrypt(byte[] data, RSAEncryptionPadding padding) => _public.Encrypt(data, padding);

    public override bool TryEncrypt(ReadOnlySpan<byte> data, Span<byte> destination, RSAEncryptionPadding padding, out int bytesWritten) =>
        _public.TryEncrypt(data, destination, padding, out bytesWritten);

    /// <summary>RSAES-OAEP with SHA-1 or SHA-256. PKCS#1 v1.5 encryption is not offered: its padding can be asked about.</summary>
    public override byte[] Decrypt(byte[] data, RSAEncryptionPadding padding)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(padding);
        ThrowIfDisposed();
        Demand(TpmKeyKind.Decryption);
        var hash = padding == RSAEncryptionPadding.OaepSHA1 ? Algorithm.Sha1
            : padding == RSAEncryptionPadding.OaepSHA256 ? Algorithm.Sha256
            : throw new CryptographicException("A decryption key in the TPM decrypts OAEP with SHA-1 or SHA-256 alone.");
        if (data.Length != KeyPublic.ModulusLength)
            throw new CryptographicException("The length of the data to decrypt is not valid for the size of this key.");
        return Value(_tpm.Decrypt(_key, data, hash));
    }

    public override bool TryDecrypt(ReadOnlySpan<byte> data, Span<byte> destination, RSAEncryptionPadding padding, out int bytesWritten)
    {
        var clear = Decrypt(data.ToArray(), padding);
        var fits = clear.AsSpan().TryCopyTo(destination);
        bytesWritten = fits ? clear.Length : 0;
        CryptographicOperations.ZeroMemory(clear);
        return fits;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _disposed = true;
            _public.Dispose();
        }

        base.Dispose(disposing);
    }

    private static byte[] Value(Result<byte[]> result) => result.TryGet(out var value, out var refusal) ? value : throw new TpmCryptographicException(refusal);

    private void Demand(TpmKeyKind kind)
    {
        if (Kind != kind)
            throw new TpmCryptographicException(new Refusal(Catalogue.Tpm.WrongKind, $"{Kind} key"));
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);
}
