using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Keyway.Server.Search;

/// <summary>Where a page ended: which of the typed words led, and behind which word of which item.</summary>
/// <param name="Lead">Index into the typed words; 0 when none were typed.</param>
/// <param name="Word">May be empty.</param>
internal sealed record SearchCursor(int Lead, string Word, Guid Id)
{
    private const int Longest = 2048;

    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Lead} {Id:N} {Word}")));

    /// <summary>Reads a cursor that somebody sent; null when it is none of ours. What it says only ever becomes a parameter.</summary>
    public static SearchCursor? Read(string? text)
    {
        if (text is null or { Length: > Longest } || !Base64Url.IsValid(text))
            return null;
        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(' ', 3) is [var lead, var id, var word]
            && int.TryParse(lead, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && Guid.TryParseExact(id, "N", out var item)
            ? new SearchCursor(index, word, item)
            : null;
    }
}
