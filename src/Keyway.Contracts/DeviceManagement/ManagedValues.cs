using System.Text.Json.Serialization;

namespace Keyway.Contracts.DeviceManagement;

/// <summary>A value for each setting; null leaves it alone.</summary>
/// <param name="UseSecurityKeyForSignin">0 or 1.</param>
/// <param name="OfflineDays">0 to 3650.</param>
/// <param name="OfflineUnlocks">0 to 100000.</param>
/// <param name="LockOnRemoval">0 or 1.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ManagedValues(
    [property: JsonPropertyName("useSecurityKeyForSignin")] int? UseSecurityKeyForSignin = null,
    [property: JsonPropertyName("offlineDays")] int? OfflineDays = null,
    [property: JsonPropertyName("offlineUnlocks")] int? OfflineUnlocks = null,
    [property: JsonPropertyName("lockOnRemoval")] int? LockOnRemoval = null)
{
    /// <summary>Whether it sets nothing.</summary>
    [JsonIgnore]
    public bool IsEmpty => ManagedSetting.All.All(setting => Of(setting) is null);

    /// <summary>The value of a setting.</summary>
    public int? Of(ManagedSetting setting) =>
        setting == ManagedSetting.UseSecurityKeyForSignin ? UseSecurityKeyForSignin
        : setting == ManagedSetting.OfflineDays ? OfflineDays
        : setting == ManagedSetting.OfflineUnlocks ? OfflineUnlocks
        : LockOnRemoval;
}
