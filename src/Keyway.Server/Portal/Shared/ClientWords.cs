using Keyway.Server.AuthenticationMethods.Keys;

namespace Keyway.Server.Portal.Shared;

/// <summary>What people call the program that they used: <c>Firefox on Windows</c> for the long line by which a browser presents itself.</summary>
internal static class ClientWords
{
    private const int Longest = 60;

    // The more special before the more general: each browser also claims to be those that came before it.
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("HeadlessChrome/", "Chromium"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    /// <param name="client">What the client says of itself: a browser's line, or a computer's name.</param>
    public static string Of(string client)
    {
        if (!client.StartsWith("Mozilla/", StringComparison.Ordinal))
            return client.Length <= Longest ? client : client[..Longest] + "…";
        var browser = NameIn(client, Browsers) ?? "A browser";
        return NameIn(client, Systems) is { } system ? $"{browser} on {system}" : browser;
    }

    /// <summary>From where a key was used.</summary>
    public static string Of(KeyUse use) => (use.Client, use.Address) switch
    {
        ({ } client, { } address) => $"{Of(client)}, from {address}",
        (null, { } address) => $"from {address}",
        ({ } client, null) => Of(client),
        _ => "",
    };

    private static string? NameIn(string client, (string Mark, string Name)[] names)
    {
        foreach (var (mark, name) in names)
        {
            if (client.Contains(mark, StringComparison.Ordinal))
                return name;
        }

        return null;
    }
}
