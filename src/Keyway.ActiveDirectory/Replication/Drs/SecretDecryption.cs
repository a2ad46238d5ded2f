using System.Buffers.Binary;
using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Kerberos.Cryptography;

namespace Keyway.ActiveDirectory.Replication.Drs;

/// <summary>Opens ENCRYPTED_PAYLOAD: secrets are encrypted once more inside the session ([MS-DRSR] 4.1.10.5.11 and 4.1.10.6.13).</summary>
internal static class SecretDecryption
{
    private const int Salt = 16;
    private const int Checksum = 4;

    /// <summary>The secret in clear, which the caller zeroes; <c>KW1470</c> when it was not encrypted with this key.</summary>
    /// <param name="sessionKey">The session's key, as many bytes as it has.</param>
    /// <param name="payload">Salt, then CRC32 and secret under RC4.</param>
    public static Result<byte[]> Open(ReadOnlySpan<byte> sessionKey, ReadOnlySpan<byte> payload)
    {
        if (payload.Length <= Salt + Checksum)
            return new Refusal(Catalogue.ActiveDirectory.SecretUndecryptable, "length");

        Span<byte> key = stackalloc byte[MD5.HashSizeInBytes];
        using (var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5))
        {
            md5.AppendData(sessionKey);
            md5.AppendData(payload[..Salt]);
            md5.GetHashAndReset(key);
        }

        var clear = new byte[payload.Length - Salt];
        Rc4.Transform(key, payload[Salt..], clear);
        CryptographicOperations.ZeroMemory(key);
        var secret = clear[Checksum..];
        var holds = BinaryPrimitives.ReadUInt32LittleEndian(clear) == Crc32.Of(secret);
        CryptographicOperations.ZeroMemory(clear);
        if (holds)
            return secret;
        CryptographicOperations.ZeroMemory(secret);
        return new Refusal(Catalogue.ActiveDirectory.SecretUndecryptable, "checksum");
    }
}
