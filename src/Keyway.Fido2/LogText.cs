namespace Keyway.Fido2;

/// <summary>Text from outside made fit for one line of a log: short, and without characters that could forge a line.</summary>
internal static class LogText
{
    private const int MaximumLength = 120;

    public static string Of(string text)
    {
        var cut = text.Length > MaximumLength ? text.AsSpan(0, MaximumLength) : text;
        return string.Create(cut.Length, cut, static (destination, source) =>
        {
            for (var i = 0; i < source.Length; i++) destination[i] = source[i] is >= ' ' and <= '~' ? source[i] : '?';
        });
    }
}
