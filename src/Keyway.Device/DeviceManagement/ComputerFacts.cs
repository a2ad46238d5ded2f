using Keyway.Contracts.DeviceManagement;
using Keyway.Device.Terminal;

namespace Keyway.Device.DeviceManagement;

/// <summary>What this computer says of itself: ./DevInfo ([OMA-DM-StdObj] 5.3.1). For people; nothing is decided by it.</summary>
internal static class ComputerFacts
{
    private const int Longest = 64;

    public static IReadOnlyDictionary<string, string> Of(Guid deviceId) => new Dictionary<string, string>
    {
        [SyncMl.DeviceIdNode] = deviceId.ToString("D"),
        [SyncMl.ManufacturerNode] = Firmware("sys_vendor"),
        [SyncMl.ModelNode] = Firmware("product_name"),
        [SyncMl.ClientVersionNode] = typeof(ComputerFacts).Assembly.GetName().Version?.ToString(2) ?? "0",
        [SyncMl.LanguageNode] = "en",
    };

    /// <summary>As the firmware has it (DMI), which may be anything.</summary>
    private static string Firmware(string name)
    {
        try
        {
            var text = Shown.Line(File.ReadAllText("/sys/class/dmi/id/" + name).Trim());
            return text.Length switch { 0 => "unknown", > Longest => text[..Longest], _ => text };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "unknown";
        }
    }
}
