using System.Globalization;
using Keyway.Contracts.DeviceManagement;
using Keyway.Server.DeviceManagement;

namespace Keyway.Server.Portal.Administration.DeviceManagement;

/// <summary>Settings and states in words.</summary>
internal static class SettingText
{
    public static string Of(ManagedSetting setting) =>
        setting == ManagedSetting.UseSecurityKeyForSignin ? "Security key sign-in"
        : setting == ManagedSetting.OfflineDays ? "Days without the server"
        : setting == ManagedSetting.OfflineUnlocks ? "Unlocks without the server"
        : "Lock when the key is removed";

    /// <summary>What it is for, in one sentence.</summary>
    public static string Hint(ManagedSetting setting) =>
        setting == ManagedSetting.UseSecurityKeyForSignin ? "Whether people may sign in to the computer with a security key."
        : setting == ManagedSetting.OfflineDays ? "How long a key opens the computer after the last sign-in with the server; 0 is never."
        : setting == ManagedSetting.OfflineUnlocks ? "How often a key opens it between two sign-ins with the server; 0 is no limit."
        : "Whether the screen is locked when the key that signed in is taken out.";

    public static bool IsSwitch(ManagedSetting setting) => setting is { Minimum: 0, Maximum: 1 };

    public static string Value(ManagedSetting setting, int? value) => value switch
    {
        null => "not set",
        0 when IsSwitch(setting) => "off",
        1 when IsSwitch(setting) => "on",
        0 when setting == ManagedSetting.OfflineDays => "never",
        0 => "no limit",
        1 when setting == ManagedSetting.OfflineDays => "1 day",
        { } days when setting == ManagedSetting.OfflineDays => days.ToString(CultureInfo.InvariantCulture) + " days",
        { } number => number.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>All that values set, for a table.</summary>
    public static string Summary(ManagedValues values) => values.IsEmpty
        ? "Nothing"
        : string.Join("; ", from setting in ManagedSetting.All where values.Of(setting) is not null select $"{Of(setting)}: {Value(setting, values.Of(setting))}");

    /// <summary>What a device's status for a setting means ([OMA-SyncML-RepPro] 10).</summary>
    public static string Status(int status) => status switch
    {
        SyncMl.Ok => "carried out",
        SyncMl.BadRequest => "400, refused the value",
        SyncMl.NotFound => "404, has no such setting",
        SyncMl.NotAllowed => "405, does not let it be set",
        SyncMl.AlreadyExists => "418, had it already",
        SyncMl.Failed => "500, could not keep it",
        _ => status.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The kind of the state's shape, and its word.</summary>
    public static (string Kind, string Word) State(ManagedState state) => state switch
    {
        ManagedState.AsWanted => ("ok", "As wanted"),
        ManagedState.Waiting => ("note", "Waits for its next session"),
        ManagedState.Differs => ("danger", "Differs"),
        ManagedState.Overdue => ("warning", "Overdue"),
        _ => ("note", "Not enrolled"),
    };
}
