using System.Globalization;

namespace Keyway.Server.Audit;

/// <summary>The end of the audit log at some moment. Whoever keeps it elsewhere can tell later whether anything before it was changed, and whether the log was cut.</summary>
/// <param name="Number">Of the last entry; 0 of an empty log.</param>
/// <param name="Hash">32 bytes.</param>
internal sealed record AuditHead(long Number, byte[] Hash)
{
    /// <summary>What the first entry follows.</summary>
    public static AuditHead Genesis { get; } = new(0, new byte[32]);

    /// <summary>Reads what <see cref="ToString"/> writes, or the hash alone (the number is then null).</summary>
    public static bool TryParse(string text, out long? number, out byte[] hash)
    {
        number = null;
        hash = [];
        var rest = text.AsSpan().Trim();
        var dash = rest.IndexOf('-');
        if (dash >= 0)
        {
            if (!long.TryParse(rest[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out var read))
                return false;
            number = read;
            rest = rest[(dash + 1)..];
        }

        if (rest.Length != 64 || !rest.ToString().All(char.IsAsciiHexDigit))
            return false;
        hash = Convert.FromHexString(rest);
        return true;
    }

    /// <summary>Number and hash: <c>1234-64 hexadecimal digits</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}-{Convert.ToHexStringLower(Hash)}");
}
