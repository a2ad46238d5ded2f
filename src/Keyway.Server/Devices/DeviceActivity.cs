namespace Keyway.Server.Devices;

/// <summary>What happens to devices, as the audit log names it.</summary>
internal static class DeviceActivity
{
    public const string Joined = "device-joined";
    public const string HybridJoined = "device-hybrid-joined";
    public const string HybridRejoined = "device-hybrid-rejoined";
    public const string Renewed = "device-certificate-renewed";
    public const string Left = "device-left";
    public const string Enabled = "device-enabled";
    public const string Disabled = "device-disabled";
    public const string Deleted = "device-deleted";
    public const string PolicyChanged = "device-registration-policy-changed";
}
