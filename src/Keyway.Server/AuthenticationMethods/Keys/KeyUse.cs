using Keyway.Server.SignIns;
using Keyway.Server.Web;

namespace Keyway.Server.AuthenticationMethods.Keys;

/// <summary>From where a key was used.</summary>
/// <param name="Address">Of the client, as text; null when it is not known.</param>
/// <param name="Client">The device's name, or what the browser calls itself, without control characters; null when it is not known.</param>
internal sealed record KeyUse(string? Address, string? Client)
{
    private const int LongestClient = 128;

    /// <param name="client">As a stranger wrote it.</param>
    public static KeyUse Of(SignInSource source, string? client)
    {
        var text = client is null ? null : LogText.Of(client).Trim();
        return new KeyUse(source.Address is { Length: > 0 } address ? address : null, text is { Length: > 0 } ? text[..Math.Min(text.Length, LongestClient)] : null);
    }
}
