using System.Text.Json.Serialization;
using Keyway.SecurityKeys;
using Keyway.SecurityKeys.Nfc;

namespace Keyway.Device.Daemon.KeyRemoval;

/// <summary>The security key by which somebody has signed in, as it was plugged in or laid down then.</summary>
/// <param name="Path">A path under <c>/dev</c>, <c>nfc:</c> and the name of a reader, or the file of a software key.</param>
/// <param name="Plugged">What the kernel named the device when it was plugged in, or how often pcscd had seen a card come or go; empty for a software key.</param>
/// <param name="IsRemoved">Whether the sessions that hang on it are locked because it is gone; until the next sign-in.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record KeyInUse(
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("plugged")] string Plugged,
    [property: JsonPropertyName("removed")] bool IsRemoved = false)
{
    private const string RawDevice = "/dev/hidraw";

    /// <summary>The key that the settings mean; null when there is none, or nobody can tell which.</summary>
    /// <param name="selector"><c>auto</c>, a path under <c>/dev</c>, <c>nfc:</c> and the name of a reader, or the file of a software key.</param>
    public static KeyInUse? Of(string selector)
    {
        if (selector != SecurityKeyDevice.Automatic)
            return new KeyInUse(selector, PluggedNow(selector));
        return SecurityKeyDevices.List().TryGet(out var keys, out _) && keys is [var only] ? new KeyInUse(only.Path, PluggedNow(only.Path)) : null;
    }

    /// <summary>Whether it has stayed where it was: a key that went and came back is not.</summary>
    [JsonIgnore]
    public bool IsThere
    {
        get
        {
            var now = PluggedNow(Path);

            // A reader of which nobody can tell has no key.
            return (CardSelector.IsCard(Path) ? now.Length > 0 : File.Exists(Path)) && Plugged == now;
        }
    }

    // The name ends in a number that the kernel's HID core never gives twice (drivers/hid/hid-core.c, hid_add_device); hidraw0 is soon another key.
    private static string PluggedNow(string path)
    {
        if (CardSelector.IsCard(path))
            return CardsOnReaders.Laid(path);
        if (!path.StartsWith(RawDevice, StringComparison.Ordinal))
            return "";
        try
        {
            return Directory.ResolveLinkTarget($"/sys/class/hidraw/{System.IO.Path.GetFileName(path)}/device", returnFinalTarget: false)?.Name ?? "";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
