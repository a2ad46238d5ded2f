using System.Globalization;
using Keyway.Device.Terminal;
using Keyway.SecurityKeys;

namespace Keyway.Device.KeySettings;

/// <summary>What a key can do, in words for its holder.</summary>
internal static class KeyAbilities
{
    /// <summary>One line each: what it is about, and what the key says of it.</summary>
    /// <param name="key">What the key says of itself.</param>
    /// <param name="fingers">How many fingers are enrolled, or null when the key was not asked: it tells that only after the PIN.</param>
    public static IEnumerable<string> Lines(SecurityKeyInfo key, int? fingers = null) =>
    [
        $"Model          {key.Aaguid}",
        $"PIN            {Pin(key)}",
        $"PIN length     at least {key.MinimumPinLength.ToString(CultureInfo.InvariantCulture)} characters{(key.Has("setMinPINLength") ? "; can be raised" : "")}",
        $"Fingerprints   {Fingerprints(key, fingers)}",
        $"Sign-in        {(key.Has("rk") ? "without a name: the key keeps your accounts" : "only with a name: the key keeps no accounts")}",
        $"Free places    {key.RemainingCredentials?.ToString(CultureInfo.InvariantCulture) ?? "not told by the key"}",
        $"Accounts       {(key.ManagesCredentials ? "can be listed and removed" : "can't be listed or removed one by one; a reset removes all")}",
        $"Offline unlock {(key.SupportsHmacSecret ? "possible (hmac-secret)" : "not possible: the key has no hmac-secret")}",
        $"Speaks         {Shown.Line(string.Join(' ', key.Versions))}",
        $"Extensions     {(key.Extensions.Count == 0 ? "none" : Shown.Line(string.Join(' ', key.Extensions)))}",
    ];

    private static string Pin(SecurityKeyInfo key) => key switch
    {
        { PinSet: false } => "not set",
        { PinRetries: 0 } => "blocked: only a reset makes the key usable again",
        { PinChangeRequired: true } => $"must be changed before the key is used, {Tries(key.PinRetries)}",
        _ => $"set, {Tries(key.PinRetries)}",
    };

    private static string Fingerprints(SecurityKeyInfo key, int? fingers) => key switch
    {
        { HasFingerprintSensor: false } => "no sensor",
        { BuiltInUserVerification: false } => "sensor, no finger enrolled",
        { VerificationRetries: 0 } => $"sensor, {Enrolled(fingers)}; it takes none before the PIN was right",
        { VerificationRetries: { } left } => $"sensor, {Enrolled(fingers)}, {Tries(left)}",
        _ => $"sensor, {Enrolled(fingers)}",
    };

    private static string Enrolled(int? fingers) => fingers switch
    {
        null => "at least one finger enrolled",
        1 => "1 finger enrolled",
        _ => string.Create(CultureInfo.InvariantCulture, $"{fingers} fingers enrolled"),
    };

    /// <summary>How many wrong PINs or fingers the key still takes.</summary>
    public static string Tries(int? left) => left == 1 ? "1 try left" : string.Create(CultureInfo.InvariantCulture, $"{left} tries left");
}
