using System.Net;
using Keyway.Server.Web;

namespace Keyway.Server.AuthenticationMethods.Keys;

/// <summary>From where a key was used.</summary>
/// <param name="Address">Of the client, as text; null when it is not known.</param>
/// <param name="Client">The device's name, or what the browser calls itself, without control characters; null when it is not known.</param>
internal sealed record KeyUse(string? Address, string? Client)
{
    private const int LongestClient = 128;

    /// <param name="client">As a stranger wrote it.</param>
    public static KeyUse Of(IPAddress? address, string? client)
    {
        var shown = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        var text = client is null ? null : LogText.Of(client).Trim();
        return new KeyUse(shown?.ToString(), text is { Length: > 0 } ? text[..Math.Min(text.Length, LongestClient)] : null);
    }
}
