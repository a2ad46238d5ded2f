namespace Keyway.ActiveDirectory.Security;

/// <summary>The control word of a security descriptor ([MS-DTYP] 2.4.6).</summary>
[Flags]
internal enum SecurityDescriptorControl : ushort
{
    None = 0,
    DaclPresent = 0x0004,
    SaclPresent = 0x0010,
    DaclAutoInherited = 0x0400,

    /// <summary>The list takes nothing from the object above.</summary>
    DaclProtected = 0x1000,

    /// <summary>All offsets are within the descriptor.</summary>
    SelfRelative = 0x8000,
}
