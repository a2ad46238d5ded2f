using System.Text;

namespace Keyway.Server.AuthenticationMethods.OneTimeCodes;

/// <summary>Base 32 without padding (RFC 4648 6), as people type a secret into an app.</summary>
internal static class Base32Text
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsPerCharacter = 5;

    /// <param name="bytes">Of a length that is a multiple of five.</param>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length * 8 / BitsPerCharacter);
        var (buffer, bits) = (0, 0);
        foreach (var octet in bytes)
        {
            buffer = ((buffer << 8) | octet) & 0xFFFF;
            bits += 8;
            while (bits >= BitsPerCharacter)
            {
                bits -= BitsPerCharacter;
                text.Append(Alphabet[(buffer >> bits) & 0x1F]);
            }
        }

        return text.ToString();
    }
}
