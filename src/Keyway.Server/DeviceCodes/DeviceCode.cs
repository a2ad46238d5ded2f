using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Keyway.Server.DeviceCodes;

/// <summary>The program's secret (RFC 8628 3.2): 32 random bytes, base64url on the wire, SHA-256 in the store.</summary>
internal static class DeviceCode
{
    private const int Length = 32;

    /// <summary>A new code as it is sent.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Length));

    /// <summary>What the store knows of a code; null for text that is no code.</summary>
    public static byte[]? Hash(string text)
    {
        Span<byte> code = stackalloc byte[Length];
        return text.Length == Base64Url.GetEncodedLength(Length)
            && Base64Url.DecodeFromChars(text, code, out _, out var written) == OperationStatus.Done && written == Length
            && Base64Url.EncodeToString(code) == text
                ? SHA256.HashData(code)
                : null;
    }
}
