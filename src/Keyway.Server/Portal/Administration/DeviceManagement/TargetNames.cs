using Keyway.Contracts.DeviceManagement;
using Keyway.Server.Devices;
using Keyway.Server.Search;

namespace Keyway.Server.Portal.Administration.DeviceManagement;

/// <summary>What people call whom an assignment means.</summary>
internal static class TargetNames
{
    public static string Of(string targetType, Guid target, GroupSearch groups, DeviceService devices) => targetType == ManagementAssignment.Device
        ? devices.Find(target)?.DisplayName ?? "A computer that is gone"
        : groups.NamesOf([target]).GetValueOrDefault(target, "A group that is gone");
}
