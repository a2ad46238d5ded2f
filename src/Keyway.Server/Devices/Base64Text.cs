namespace Keyway.Server.Devices;

/// <summary>base64 members of join requests.</summary>
internal static class Base64Text
{
    // A 4096 bit key is 536 bytes as a blob; the request with it about 2 KB.
    private const int Longest = 16 * 1024;

    /// <summary>The bytes, or null for what is empty, too long or no base64.</summary>
    public static byte[]? Decode(string text)
    {
        if (text.Length is 0 or > Longest)
            return null;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : null;
    }
}
