using Microsoft.AspNetCore.Html;

namespace Keyway.Server.Portal.Shared;

/// <summary>The picture for how a key is reached: what its owner inserts or holds up.</summary>
internal static class KeyTransportIcon
{
    /// <param name="transports">Words of WebAuthn L3 5.8.4; null when nobody said.</param>
    public static IHtmlContent Of(IReadOnlyList<string>? transports) => transports switch
    {
        null => Icon.Key,
        _ when transports.Contains("usb") => Icon.Usb,
        _ when transports.Contains("nfc") => Icon.Nfc,
        _ when transports.Contains("internal") || transports.Contains("hybrid") => Icon.Phone,
        _ => Icon.Key,
    };
}
