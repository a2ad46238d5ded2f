namespace Keyway.Contracts.DeviceManagement;

/// <summary>Which of two values of a setting protects more.</summary>
public enum SettingStrictness
{
    /// <summary>The lower one.</summary>
    Lower,

    /// <summary>The higher one.</summary>
    Higher,

    /// <summary>The lower one, but 0 is no limit.</summary>
    LowerButZero,
}
