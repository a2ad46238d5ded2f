using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Keyway.Errors;

namespace Keyway.Contracts.Jose;

/// <summary>
/// A compact JWE with A256GCM content (RFC 7516 7.1, RFC 7518 5.3), taken apart but not opened. The additional data is the protected header's
/// ASCII; only 12-byte nonces and 16-byte tags exist.
/// </summary>
internal sealed class CompactJwe
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] _protectedHeader;
    private readonly byte[] _nonce;
    private readonly byte[] _sealedContent;
    private readonly byte[] _tag;

    private CompactJwe(JoseHeader header, byte[] protectedHeader, byte[] encryptedKey, byte[] nonce, byte[] sealedContent, byte[] tag)
    {
        Header = header;
        _protectedHeader = protectedHeader;
        EncryptedKey = encryptedKey;
        _nonce = nonce;
        _sealedContent = sealedContent;
        _tag = tag;
    }

    public JoseHeader Header { get; }

    /// <summary>The second part; empty when the key is agreed on otherwise.</summary>
    public byte[] EncryptedKey { get; }

    /// <summary>Takes an untrusted envelope apart; <see cref="Catalogue.Tokens.JweMalformed"/> otherwise.</summary>
    public static Result<CompactJwe> Parse(string jwe)
    {
        if (jwe.Length > CompactJws.MaximumLength
            || jwe.Split('.', 6) is not [var protectedHeader, var key, var nonce, var content, var tag]
            || LenientBase64.Decode(protectedHeader) is not { } headerBytes
            || LenientBase64.Decode(key) is not { } keyBytes
            || LenientBase64.Decode(nonce) is not { Length: NonceLength } nonceBytes
            || LenientBase64.Decode(content) is not { } contentBytes
            || LenientBase64.Decode(tag) is not { Length: TagLength } tagBytes
            || !ContractsJson.TryRead(headerBytes, ContractsJson.Default.JoseHeader, out var header)
            || header is not { Enc: "A256GCM", Crit: null })
        {
            return Catalogue.Tokens.JweMalformed;
        }

        return new CompactJwe(header, Encoding.ASCII.GetBytes(protectedHeader), keyBytes, nonceBytes, contentBytes, tagBytes);
    }

    /// <summary>Seals content under a 32-byte key.</summary>
    public static string Seal(JoseHeader header, ReadOnlySpan<byte> encryptedKey, ReadOnlySpan<byte> contentKey, ReadOnlySpan<byte> content) =>
        Seal(JsonSerializer.SerializeToUtf8Bytes(header with { Enc = "A256GCM" }, ContractsJson.Default.JoseHeader), encryptedKey, contentKey, content);

    /// <summary>The same with the header's exact bytes given.</summary>
    public static string Seal(ReadOnlySpan<byte> header, ReadOnlySpan<byte> encryptedKey, ReadOnlySpan<byte> contentKey, ReadOnlySpan<byte> content)
    {
        var protectedHeader = Base64Url.EncodeToString(header);
        Span<byte> nonce = stackalloc byte[NonceLength];
        Span<byte> tag = stackalloc byte[TagLength];
        RandomNumberGenerator.Fill(nonce);
        var sealedContent = new byte[content.Length];
        using (var aes = new AesGcm(contentKey, TagLength))
            aes.Encrypt(nonce, content, sealedContent, tag, Encoding.ASCII.GetBytes(protectedHeader));
        return string.Join('.', protectedHeader, Base64Url.EncodeToString(encryptedKey), Base64Url.EncodeToString(nonce),
            Base64Url.EncodeToString(sealedContent), Base64Url.EncodeToString(tag));
    }

    /// <summary>Opens the content with its 32-byte key; <see cref="Catalogue.Tokens.JweNotForUs"/> when anything was changed or the key is another.</summary>
    public Result<byte[]> Open(ReadOnlySpan<byte> contentKey)
    {
        var content = new byte[_sealedContent.Length];
        try
        {
            using var aes = new AesGcm(contentKey, TagLength);
            aes.Decrypt(_nonce, _sealedContent, _tag, content, _protectedHeader);
            return content;
        }
        catch (CryptographicException)
        {
            return Catalogue.Tokens.JweNotForUs;
        }
    }
}
