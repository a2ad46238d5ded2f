using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Keyway.Device.Daemon.Ntlm;

/// <summary>
/// What gss-ntlmssp reads at <c>NTLM_USER_FILE</c>: one line of smbpasswd(5), the name with its domain before it (gss-ntlmssp's own extension),
/// <c>CONTOSO\alice:1000:XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX:HASH:[U          ]:LCT-00000000:</c>.
/// </summary>
/// <param name="Domain">Short name of the domain.</param>
/// <param name="User">sAMAccountName.</param>
internal sealed record NtlmUserFile(string Domain, string User)
{
    private const int HashSize = 16;
    private const int LargestFile = 1024;
    private const string NoLanManagerHash = "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX";

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>Whether the line can hold these names: none of what separates its parts.</summary>
    public bool IsSound => IsName(Domain) && IsName(User);

    public override string ToString() => $@"{Domain}\{User}";

    /// <summary>The file's content, the caller's to wipe.</summary>
    /// <param name="hash">16 bytes.</param>
    public byte[] Encode(uint userId, ReadOnlySpan<byte> hash)
    {
        var content = new byte[LargestFile];
        Span<char> digits = stackalloc char[2 * HashSize];
        Convert.TryToHexString(hash, digits, out _);
        var length = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{this}:{userId}:{NoLanManagerHash}:"), content);
        length += Encoding.ASCII.GetBytes(digits, content.AsSpan(length));
        digits.Clear();
        length += Encoding.ASCII.GetBytes(":[U          ]:LCT-00000000:\n", content.AsSpan(length));
        var whole = content[..length];
        CryptographicOperations.ZeroMemory(content);
        return whole;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="hash">32 hexadecimal digits in ASCII, the caller's to wipe; empty when it returns null.</param>
    /// <returns>Whose it is; null for a file that says nothing.</returns>
    public static NtlmUserFile? Parse(ReadOnlySpan<byte> content, out byte[] hash)
    {
        hash = [];
        if (content.Length > LargestFile)
            return null;
        var line = content.IndexOf((byte)'\n') is >= 0 and var end ? content[..end] : content;
        var name = Part(ref line);
        Part(ref line);
        Part(ref line);
        var digits = Part(ref line);
        if (digits.Length != 2 * HashSize || digits.ContainsAnyExcept(HexDigits)
            || Encoding.UTF8.GetString(name).Split('\\') is not [var domain, var user] || new NtlmUserFile(domain, user) is not { IsSound: true } file)
            return null;
        hash = digits.ToArray();
        return file;
    }

    private static ReadOnlySpan<byte> Part(ref ReadOnlySpan<byte> line)
    {
        var end = line.IndexOf((byte)':');
        var part = end < 0 ? line : line[..end];
        line = end < 0 ? default : line[(end + 1)..];
        return part;
    }

    // sAMAccountName: at most 256 characters, of users 20 ([MS-ADA3] 2.222); a short domain name 15 ([MS-NBTE]).
    private static bool IsName(string name) => name.Length is > 0 and <= 64 && !name.Any(letter => letter is ':' or '\\' or '%' || char.IsControl(letter));
}
