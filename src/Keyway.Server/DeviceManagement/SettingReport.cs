using System.Text.Json.Serialization;

namespace Keyway.Server.DeviceManagement;

/// <summary>One setting in a session with a device.</summary>
/// <param name="Setting">Its name.</param>
/// <param name="Wanted">What the profile wanted of this device then; null for nothing.</param>
/// <param name="Reported">What the device said it has; null for nothing.</param>
/// <param name="Status">The device's last status for it ([OMA-SyncML-RepPro] 10).</param>
internal sealed record SettingReport(
    [property: JsonPropertyName("setting")] string Setting,
    [property: JsonPropertyName("wanted")] int? Wanted,
    [property: JsonPropertyName("reported")] int? Reported = null,
    [property: JsonPropertyName("status")] int Status = Contracts.DeviceManagement.SyncMl.Ok)
{
    [JsonIgnore]
    public bool IsAsWanted => Reported == Wanted;
}
