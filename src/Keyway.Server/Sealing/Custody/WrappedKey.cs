using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Keyway.Errors;

namespace Keyway.Server.Sealing.Custody;

/// <summary>The key-encryption key as it lies in the data directory when a token keeps it. Worth nothing without the token.</summary>
/// <param name="Version">1.</param>
/// <param name="Algorithm">RSA-OAEP-256 (RFC 7518 4.3).</param>
/// <param name="KeyId">The token's key: SHA-256 of its SubjectPublicKeyInfo, base64url.</param>
/// <param name="Value">The wrapped 32 bytes, base64url.</param>
internal sealed record WrappedKey(int Version, string Algorithm, string KeyId, string Value)
{
    public const int CurrentVersion = 1;
    public const string CurrentAlgorithm = "RSA-OAEP-256";
    private const int LongestFile = 8192;

    public static RSAEncryptionPadding Padding => RSAEncryptionPadding.OaepSHA256;

    public static WrappedKey Of(TokenKey token, ReadOnlySpan<byte> key) => new(CurrentVersion, CurrentAlgorithm, token.KeyId, Base64Url.EncodeToString(token.Wrap(key)));

    /// <returns>The wrapping or <see cref="Catalogue.KeyCustody.WrappedFileDamaged"/>.</returns>
    public static Result<WrappedKey> Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length is > 0 and <= LongestFile
                && JsonSerializer.Deserialize(File.ReadAllBytes(path), CustodyJson.Default.WrappedKey) is { Version: CurrentVersion, Algorithm: CurrentAlgorithm, KeyId: not null, Value: not null } wrapped
                && Base64Url.IsValid(wrapped.Value))
            {
                return wrapped;
            }
        }
        catch (JsonException)
        {
            // Said below.
        }

        return new Refusal(Catalogue.KeyCustody.WrappedFileDamaged, path);
    }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, CustodyJson.Default.WrappedKey);
}
