using System.Buffers.Text;

namespace Keyway.Contracts.Jose;

/// <summary>
/// base64url as the clients in the field send it: with or without padding, sometimes in the standard alphabet. Signatures are verified over the
/// characters received, so leniency here changes no meaning.
/// </summary>
internal static class LenientBase64
{
    /// <summary>Decodes, or returns null for anything that is not base64 in either alphabet.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        var url = text.TrimEnd('=').ToString().Replace('+', '-').Replace('/', '_');
        try
        {
            return Base64Url.IsValid(url) ? Base64Url.DecodeFromChars(url) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
