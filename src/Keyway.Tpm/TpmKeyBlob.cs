using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Tpm.Commands;
using Keyway.Tpm.Keys;

namespace Keyway.Tpm;

/// <summary>
/// A key as it is kept in a file: its public half, and its private half wrapped by the TPM that made it, so that the file is of no use on any other. It names the
/// storage key that it stands under.
/// <code>
/// "KWTPMKEY"  8 bytes
/// version     2 bytes, 1          (all numbers big-endian)
/// kind        2 bytes, 1 signing, 2 decryption
/// parent      2 bytes length, Name of the storage key (34 bytes)
/// public      2 bytes length, TPMT_PUBLIC
/// private     2 bytes length, TPM2B_PRIVATE's content, at most 1024 bytes
/// digest      32 bytes, SHA-256 of all before: tells a damaged file from one of another TPM
/// </code>
/// </summary>
public sealed class TpmKeyBlob
{
    private const ushort Version1 = 1;
    private const int DigestLength = 32;
    private const int MaximumLength = 2048;
    private const int MaximumWrappedLength = 1024;

    internal TpmKeyBlob(KeyPublic publicKey, byte[] parentName, byte[] wrapped)
    {
        Public = publicKey;
        ParentName = parentName;
        Wrapped = wrapped;
    }

    /// <summary>What the key is for.</summary>
    public TpmKeyKind Kind => Public.Kind;

    /// <summary>The public half, for a certificate request or a comparison; it is copied.</summary>
    public RSAParameters PublicParameters => Public.Parameters;

    internal KeyPublic Public { get; }

    internal byte[] ParentName { get; }

    internal byte[] Wrapped { get; }

    private static ReadOnlySpan<byte> Magic => "KWTPMKEY"u8;

    /// <summary>Reads a blob: <see cref="Catalogue.Tpm.BlobMalformed"/>, or <see cref="Catalogue.Tpm.BlobVersion"/> when a newer Keyway wrote it. Never throws.</summary>
    public static Result<TpmKeyBlob> Parse(ReadOnlySpan<byte> blob)
    {
        var reader = new TpmReader(blob);
        if (blob.Length > MaximumLength || !reader.Take(Magic.Length).SequenceEqual(Magic))
            return new Refusal(Catalogue.Tpm.BlobMalformed, "beginning");
        var version = reader.UInt16();
        if (version > Version1)
            return Catalogue.Tpm.BlobVersion;
        var kind = reader.UInt16() switch
        {
            (ushort)TpmKeyKind.Signing => TpmKeyKind.Signing,
            (ushort)TpmKeyKind.Decryption => TpmKeyKind.Decryption,
            _ => default,
        };
        var parent = reader.Sized();
        var publicArea = reader.Sized();
        var wrapped = reader.Sized();
        var digest = reader.Take(DigestLength);
        if (!reader.Finished || version != Version1 || !SHA256.HashData(blob[..^DigestLength]).AsSpan().SequenceEqual(digest))
            return new Refusal(Catalogue.Tpm.BlobMalformed, "digest");
        if (kind == default || parent.Length != TpmName.Length || wrapped.Length is 0 or > MaximumWrappedLength || KeyPublic.Parse(kind, publicArea) is not { } key)
            return new Refusal(Catalogue.Tpm.BlobMalformed, "key");
        return new TpmKeyBlob(key, parent.ToArray(), wrapped.ToArray());
    }

    /// <summary>The bytes to keep: under 1 KB. Not secret where only one's own account can reach the TPM; keep it in a file of mode 0600 all the same.</summary>
    public byte[] Encode()
    {
        var bytes = new TpmWriter().Bytes(Magic).UInt16(Version1).UInt16((int)Kind).Sized(ParentName).Sized(Public.Area).Sized(Wrapped);
        return bytes.Bytes(SHA256.HashData(bytes.ToArray())).ToArray();
    }
}
