using System.Reflection;
using Keyway.Server.Applications;
using Keyway.Server.DeviceManagement;
using Keyway.Server.Devices;

namespace Keyway.Server.Audit;

/// <summary>Every activity that this version writes, or an earlier one wrote: what a reader of the log can ask for.</summary>
internal static class AuditActivities
{
    /// <summary>Where features keep their names; a test finds one that is missing here.</summary>
    public static IReadOnlyList<Type> Sources { get; } = [typeof(AuditActivity), typeof(ApplicationActivity), typeof(DeviceActivity), typeof(ManagementActivity)];

    /// <summary>The names, in alphabetical order.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Sources.SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal)];
}
