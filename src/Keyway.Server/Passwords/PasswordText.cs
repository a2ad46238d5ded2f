using System.Text.Unicode;
using Keyway.Contracts.Jose;

namespace Keyway.Server.Passwords;

/// <summary>Which bytes can be a password at all.</summary>
internal static class PasswordText
{
    /// <summary>
    /// True for 1 to 256 bytes, or as many as are named, of UTF-8 without control characters: nobody types those, and a NUL would end the password for some readers and not
    /// for others. Nothing is normalised: the key or hash was made from the characters as they were typed.
    /// </summary>
    public static bool IsPossible(ReadOnlySpan<byte> password, int longest = PasswordJwe.LongestPassword)
    {
        if (password.Length == 0 || password.Length > longest || !Utf8.IsValid(password))
            return false;
        for (var index = 0; index < password.Length; index++)
        {
            if (password[index] is < 0x20 or 0x7F)
                return false;
            // U+0080 to U+009F.
            if (password[index] == 0xC2 && password[index + 1] < 0xA0)
                return false;
        }

        return true;
    }
}
