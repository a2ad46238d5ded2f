namespace Keyway.ActiveDirectory.Security;

/// <summary>Rights on a directory object ([MS-ADTS] 5.1.3.2).</summary>
[Flags]
internal enum AccessMask : uint
{
    None = 0,
    CreateChild = 0x1,
    DeleteChild = 0x2,
    ListChildren = 0x4,
    ValidatedWrite = 0x8,
    ReadProperty = 0x10,
    WriteProperty = 0x20,
    DeleteTree = 0x40,
    ListObject = 0x80,

    /// <summary>Control access: an extended right.</summary>
    ControlAccess = 0x100,

    Delete = 0x1_0000,
    ReadControl = 0x2_0000,
    WriteDacl = 0x4_0000,
    WriteOwner = 0x8_0000,

    /// <summary>What GENERIC_ALL means on a directory object.</summary>
    FullControl = 0xF_01FF,

    GenericAll = 0x1000_0000,
    GenericExecute = 0x2000_0000,
    GenericWrite = 0x4000_0000,
    GenericRead = 0x8000_0000,
}
