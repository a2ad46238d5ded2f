namespace Keyway.Server.AuthenticationMethods.Keys;

/// <summary>How a browser reaches a key: the words of WebAuthn L3 5.8.4.</summary>
internal static class KeyTransports
{
    private const int MostWords = 16;

    private static readonly string[] Known = ["usb", "nfc", "ble", "smart-card", "hybrid", "internal"];

    /// <summary>The known words, each once; a browser may know more words than this server, and those are left out.</summary>
    /// <returns>Null when nothing is said, or nothing that is known.</returns>
    public static IReadOnlyList<string>? Of(IReadOnlyList<string>? said)
    {
        if (said is null)
            return null;
        var words = Known.Intersect(said.Take(MostWords), StringComparer.Ordinal).ToArray();
        return words.Length == 0 ? null : words;
    }

    /// <summary>As the store keeps them.</summary>
    public static string? Text(IReadOnlyList<string>? transports) => transports is null ? null : string.Join(' ', transports);

    /// <summary>The inverse.</summary>
    public static IReadOnlyList<string>? Read(string? text) => text?.Split(' ');
}
