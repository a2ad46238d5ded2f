using System.Security.Cryptography;
using System.Text;

namespace Keyway.SecurityKeys.SoftwareKeys.Fingerprints;

/// <summary>One enrolled finger in the file of a software key.</summary>
/// <param name="Id">The template id, 16 random bytes.</param>
/// <param name="Name">What its holder calls it, or null.</param>
/// <param name="Template">HMAC-SHA-256 of the finger's name under the id: the same finger enrolled twice looks like two.</param>
internal sealed record SoftwareFingerprint(byte[] Id, string? Name, byte[] Template)
{
    public const int IdLength = 16;

    /// <summary>In bytes of UTF-8 (CTAP 2.1, 6.7.6: maxTemplateFriendlyName).</summary>
    public const int LongestName = 64;

    /// <summary>A template of a finger, without a name.</summary>
    public static SoftwareFingerprint Of(byte[] id, string finger) => new(id, null, Hash(id, finger));

    /// <summary>Whether this finger was laid on.</summary>
    public bool Is(string finger) => CryptographicOperations.FixedTimeEquals(Hash(Id, finger), Template);

    /// <summary>Whether the lengths are sound; for templates that come from a file.</summary>
    public bool IsSound() =>
        Id is { Length: IdLength } && Template is { Length: HMACSHA256.HashSizeInBytes } && (Name is null || Encoding.UTF8.GetByteCount(Name) <= LongestName);

    public override string ToString() => nameof(SoftwareFingerprint);

    private static byte[] Hash(byte[] id, string finger) => HMACSHA256.HashData(id, Encoding.UTF8.GetBytes(finger));
}
