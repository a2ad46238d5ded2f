using System.Security.Cryptography;
using System.Text;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>The form in which unicodePwd takes a password: quoted, UTF-16 ([MS-ADTS] 3.1.1.3.1.5.1).</summary>
internal static class DirectoryPassword
{
    public static byte[] Quote(string password) => Encoding.Unicode.GetBytes($"\"{password}\"");

    /// <summary>One that nobody knows; the letters in front satisfy any complexity rule.</summary>
    public static byte[] Random() => Quote($"aZ1-{Convert.ToBase64String(RandomNumberGenerator.GetBytes(64))}");
}
