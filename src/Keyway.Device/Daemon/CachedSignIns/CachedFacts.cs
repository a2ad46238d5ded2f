using System.Text.Json.Serialization;

namespace Keyway.Device.Daemon.CachedSignIns;

/// <summary>What only the key, at this computer, can read and change: everything that an offline unlock relies on.</summary>
/// <param name="PublicKey">The credential's COSE key, base64url, as the identity server gave it.</param>
/// <param name="SignCount">The key's counter as it was last seen.</param>
/// <param name="BackupEligible">As it was at the sign-in.</param>
/// <param name="SignedInOn">UTC: the last sign-in at the identity server.</param>
/// <param name="SeenOn">UTC: the latest time that this computer has seen; a clock before it was set back.</param>
/// <param name="Unlocks">How many times this key has opened the computer without the server since then.</param>
/// <param name="UserHandle">The credential's user handle, base64url; null when the key told none.</param>
internal sealed record CachedFacts(
    [property: JsonPropertyName("publicKey")] string PublicKey,
    [property: JsonPropertyName("signCount")] uint SignCount,
    [property: JsonPropertyName("backupEligible")] bool BackupEligible,
    [property: JsonPropertyName("signedInOn")] DateTimeOffset SignedInOn,
    [property: JsonPropertyName("seenOn")] DateTimeOffset SeenOn,
    [property: JsonPropertyName("unlocks")] int Unlocks = 0,
    [property: JsonPropertyName("userHandle")] string? UserHandle = null);
