namespace Keyway.Server.DeviceManagement;

/// <summary>What happens in device management, as the audit log names it.</summary>
internal static class ManagementActivity
{
    public const string Enrolled = "device-enrolled";
    public const string ProfileChanged = "device-management-profile-changed";
}
