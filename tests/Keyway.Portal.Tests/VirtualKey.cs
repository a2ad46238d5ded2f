namespace Keyway.Portal.Tests;

/// <summary>A security key made of software inside the browser.</summary>
/// <param name="Transport"><c>usb</c>, <c>nfc</c> or <c>internal</c>.</param>
/// <param name="HasUserVerification">It knows a PIN or a finger.</param>
internal sealed record VirtualKey(string Transport, bool HasResidentKey = true, bool HasUserVerification = true)
{
    public static readonly VirtualKey Usb = new("usb");

    public static readonly VirtualKey Nfc = new("nfc");

    public static readonly VirtualKey Internal = new("internal");

    /// <summary>It can only be touched.</summary>
    public static readonly VirtualKey TouchOnly = new("usb", HasUserVerification: false);
}
