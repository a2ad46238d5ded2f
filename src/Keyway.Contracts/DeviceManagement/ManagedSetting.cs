using System.Globalization;

namespace Keyway.Contracts.DeviceManagement;

/// <summary>A setting that device management can make: a leaf of the device's tree, an <c>int</c>.</summary>
/// <param name="Name">As the API names it.</param>
/// <param name="Uri">The leaf.</param>
/// <param name="Minimum">Lowest value.</param>
/// <param name="Maximum">Highest value.</param>
public sealed record ManagedSetting(string Name, string Uri, int Minimum, int Maximum, SettingStrictness Strictness)
{
    /// <summary>[MS] PassportForWork CSP: whether people may sign in to the computer with a security key.</summary>
    public static ManagedSetting UseSecurityKeyForSignin { get; } =
        new("useSecurityKeyForSignin", "./Device/Vendor/MSFT/PassportForWork/SecurityKey/UseSecurityKeyForSignin", 0, 1, SettingStrictness.Lower);

    /// <summary>Days without the identity server; 0 is never.</summary>
    public static ManagedSetting OfflineDays { get; } = new("offlineDays", "./Device/Vendor/Keyway/SecurityKey/OfflineDays", 0, 3650, SettingStrictness.Lower);

    /// <summary>Unlocks without the identity server between two sign-ins with it; 0 is no limit.</summary>
    public static ManagedSetting OfflineUnlocks { get; } = new("offlineUnlocks", "./Device/Vendor/Keyway/SecurityKey/OfflineUnlocks", 0, 100_000, SettingStrictness.LowerButZero);

    /// <summary>Whether the screen is locked when the key is removed.</summary>
    public static ManagedSetting LockOnRemoval { get; } = new("lockOnRemoval", "./Device/Vendor/Keyway/SecurityKey/LockOnRemoval", 0, 1, SettingStrictness.Higher);

    /// <summary>All of them, in the order in which people see them.</summary>
    public static IReadOnlyList<ManagedSetting> All { get; } = [UseSecurityKeyForSignin, OfflineDays, OfflineUnlocks, LockOnRemoval];

    /// <summary>The setting at a leaf; null when there is none.</summary>
    public static ManagedSetting? At(string? uri) => All.FirstOrDefault(setting => setting.Uri == uri);

    /// <summary>Whether it can have this value.</summary>
    public bool Allows(int value) => value >= Minimum && value <= Maximum;

    /// <summary>Reads a value as it stands in Data: digits without a sign or spaces; null for what it cannot have.</summary>
    public int? Read(string? data) =>
        data is { Length: >= 1 and <= 9 } && data.All(char.IsAsciiDigit) && int.Parse(data, CultureInfo.InvariantCulture) is var value && Allows(value) ? value : null;

    /// <summary>The one of two values that protects more.</summary>
    public int StricterOf(int one, int other) => Strictness switch
    {
        SettingStrictness.Higher => Math.Max(one, other),
        SettingStrictness.LowerButZero when one == 0 || other == 0 => Math.Max(one, other),
        _ => Math.Min(one, other),
    };
}
