using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Keyway.Errors;

namespace Keyway.Contracts.Jose;

/// <summary>
/// A signed token in compact form (RFC 7515 7.1), taken apart but not yet believed: <see cref="Payload"/> means nothing before one of the
/// Verify methods returned true. Each names its one algorithm, so a token cannot choose another.
/// </summary>
public sealed class CompactJws
{
    /// <summary>Longest token that is looked at, in characters.</summary>
    public const int MaximumLength = 32 * 1024;

    private readonly byte[] _signingInput;
    private readonly byte[] _signature;

    private CompactJws(JoseHeader header, byte[] payload, byte[] signingInput, byte[] signature)
    {
        Header = header;
        Payload = payload;
        _signingInput = signingInput;
        _signature = signature;
    }

    public JoseHeader Header { get; }

    /// <summary>The decoded payload bytes.</summary>
    public byte[] Payload { get; }

    /// <summary>Takes an untrusted token apart.</summary>
    public static Result<CompactJws> Parse(string token)
    {
        if (token.Length > MaximumLength)
            return new Refusal(Catalogue.Tokens.JwsMalformed, "longer than 32 KiB");
        var parts = token.Split('.', 4);
        if (parts.Length != 3
            || LenientBase64.Decode(parts[0]) is not { } headerBytes
            || LenientBase64.Decode(parts[1]) is not { } payload
            || LenientBase64.Decode(parts[2]) is not { } signature)
        {
            return new Refusal(Catalogue.Tokens.JwsMalformed, "not three base64url parts");
        }

        if (!ContractsJson.TryRead(headerBytes, ContractsJson.Default.JoseHeader, out var header) || header.Crit is not null)
            return new Refusal(Catalogue.Tokens.JwsMalformed, "header");
        return new CompactJws(header, payload, Encoding.ASCII.GetBytes(token[..(parts[0].Length + 1 + parts[1].Length)]), signature);
    }

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 3.3); false when the header names another algorithm.</summary>
    public bool VerifyRs256(RSA key) =>
        Header.Alg == "RS256" && key.VerifyData(_signingInput, _signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <summary>ECDSA P-256 with SHA-256 (RFC 7518 3.4).</summary>
    public bool VerifyEs256(ECDsa key) =>
        Header.Alg == "ES256" && _signature.Length == 64 && key.VerifyData(_signingInput, _signature, HashAlgorithmName.SHA256);

    /// <summary>ECDSA P-384 with SHA-384 (RFC 7518 3.4).</summary>
    public bool VerifyEs384(ECDsa key) =>
        Header.Alg == "ES384" && _signature.Length == 96 && key.VerifyData(_signingInput, _signature, HashAlgorithmName.SHA384);

    /// <summary>RSASSA-PSS with SHA-256 (RFC 7518 3.5).</summary>
    public bool VerifyPs256(RSA key) =>
        Header.Alg == "PS256" && key.VerifyData(_signingInput, _signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);

    /// <summary>HMAC SHA-256 (RFC 7518 3.2), compared in constant time.</summary>
    public bool VerifyHs256(ReadOnlySpan<byte> key) =>
        Header.Alg == "HS256" && CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, _signingInput), _signature);

    /// <summary>Signs with <see cref="VerifyRs256"/>'s algorithm.</summary>
    public static string SignRs256(JoseHeader header, ReadOnlySpan<byte> payload, RSA key) =>
        Sign(header with { Alg = "RS256" }, payload, input => key.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    /// <summary>Signs with <see cref="VerifyEs256"/>'s algorithm.</summary>
    public static string SignEs256(JoseHeader header, ReadOnlySpan<byte> payload, ECDsa key) =>
        Sign(header with { Alg = "ES256" }, payload, input => key.SignData(input, HashAlgorithmName.SHA256));

    /// <summary>Signs with <see cref="VerifyEs384"/>'s algorithm.</summary>
    public static string SignEs384(JoseHeader header, ReadOnlySpan<byte> payload, ECDsa key) =>
        Sign(header with { Alg = "ES384" }, payload, input => key.SignData(input, HashAlgorithmName.SHA384));

    /// <summary>Signs with <see cref="VerifyPs256"/>'s algorithm.</summary>
    public static string SignPs256(JoseHeader header, ReadOnlySpan<byte> payload, RSA key) =>
        Sign(header with { Alg = "PS256" }, payload, input => key.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));

    /// <summary>Signs with <see cref="VerifyHs256"/>'s algorithm.</summary>
    public static string SignHs256(JoseHeader header, ReadOnlySpan<byte> payload, byte[] key) =>
        Sign(header with { Alg = "HS256" }, payload, input => HMACSHA256.HashData(key, input));

    /// <summary>An unsigned token (RFC 7519 6), for the id_token that only informs.</summary>
    public static string Unsigned(ReadOnlySpan<byte> payload) => Sign(new JoseHeader("none", "JWT"), payload, _ => []);

    private static string Sign(JoseHeader header, ReadOnlySpan<byte> payload, Func<byte[], byte[]> sign)
    {
        var input = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(header, ContractsJson.Default.JoseHeader))
            + "." + Base64Url.EncodeToString(payload);
        return input + "." + Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(input)));
    }
}
