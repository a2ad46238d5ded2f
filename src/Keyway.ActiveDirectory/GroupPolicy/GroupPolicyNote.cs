using System.Globalization;
using System.Text;

namespace Keyway.ActiveDirectory.GroupPolicy;

/// <summary>Reads <c>GPT.INI</c>, in which an editor notes, after all other files of an object, which version they are: <c>Version=65537</c> in the section <c>[General]</c>.</summary>
public static class GroupPolicyNote
{
    /// <summary>Bytes; editors write some hundred.</summary>
    public const int MaximumLength = 64 << 10;

    /// <summary>The number of both halves (<see cref="GroupPolicyVersion"/>); null when the file does not tell exactly one.</summary>
    public static uint? Read(ReadOnlySpan<byte> content)
    {
        if (content.Length > MaximumLength)
            return null;
        uint? version = null;
        var isGeneral = false;

        // Of the name beside it nobody knows in which code page it is written; what counts here is ASCII in all of them.
        foreach (var line in Encoding.Latin1.GetString(content).AsSpan().EnumerateLines())
        {
            var text = line.Trim();
            if (text.StartsWith('['))
                isGeneral = text.Equals("[General]", StringComparison.OrdinalIgnoreCase);
            var equals = text.IndexOf('=');
            if (!isGeneral || equals < 0 || !text[..equals].TrimEnd().Equals("Version", StringComparison.OrdinalIgnoreCase))
                continue;
            if (version is not null || !uint.TryParse(text[(equals + 1)..].TrimStart(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return null;
            version = number;
        }

        return version;
    }
}
