using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Keyway.Fido2.Cose;

/// <summary>An EVP_PKEY of OpenSSL 3. OpenSSL never changes a public key once made, so that many threads may verify with one.</summary>
internal sealed partial class LibCryptoKey : SafeHandle
{
    private const string LibCrypto = "libcrypto.so.3";
    private const int Ed25519 = 1087;

    public LibCryptoKey()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Takes a raw public key of 32 bytes; the result is invalid when OpenSSL refuses it.</summary>
    public static unsafe LibCryptoKey FromEd25519(ReadOnlySpan<byte> publicKey)
    {
        fixed (byte* bytes = publicKey)
            return EVP_PKEY_new_raw_public_key(Ed25519, 0, bytes, (nuint)publicKey.Length);
    }

    public unsafe bool VerifyEd25519(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        var context = EVP_MD_CTX_new();
        if (context == 0) throw new CryptographicException("OpenSSL gave no digest context.");
        try
        {
            fixed (byte* signatureBytes = signature, dataBytes = data)
                return EVP_DigestVerifyInit(context, 0, 0, 0, this) == 1
                    && EVP_DigestVerify(context, signatureBytes, (nuint)signature.Length, dataBytes, (nuint)data.Length) == 1;
        }
        finally
        {
            EVP_MD_CTX_free(context);
            // A refused signature leaves an entry in the thread's error queue, which the base library would report as its own.
            ERR_clear_error();
        }
    }

    protected override bool ReleaseHandle()
    {
        EVP_PKEY_free(handle);
        return true;
    }

    [LibraryImport(LibCrypto)]
    private static unsafe partial LibCryptoKey EVP_PKEY_new_raw_public_key(int type, nint engine, byte* key, nuint keyLength);

    [LibraryImport(LibCrypto)]
    private static partial void EVP_PKEY_free(nint key);

    [LibraryImport(LibCrypto)]
    private static partial nint EVP_MD_CTX_new();

    [LibraryImport(LibCrypto)]
    private static partial void EVP_MD_CTX_free(nint context);

    [LibraryImport(LibCrypto)]
    private static partial int EVP_DigestVerifyInit(nint context, nint keyContext, nint digest, nint engine, LibCryptoKey key);

    [LibraryImport(LibCrypto)]
    private static unsafe partial int EVP_DigestVerify(nint context, byte* signature, nuint signatureLength, byte* data, nuint dataLength);

    [LibraryImport(LibCrypto)]
    private static partial void ERR_clear_error();
}
