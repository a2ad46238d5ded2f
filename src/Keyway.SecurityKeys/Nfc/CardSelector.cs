namespace Keyway.SecurityKeys.Nfc;

/// <summary>How a key on a reader is named: <c>nfc:</c> and the name that pcscd gives the reader.</summary>
public static class CardSelector
{
    private const string Prefix = "nfc:";

    /// <summary>Whether a selector names a reader.</summary>
    public static bool IsCard(string selector) => selector.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Names the key on a reader.</summary>
    internal static string For(string reader) => Prefix + reader;

    /// <summary>The reader that a selector names, or null.</summary>
    internal static string? ReaderOf(string selector) => IsCard(selector) ? selector[Prefix.Length..] : null;
}
