namespace Keyway.ActiveDirectory.Security;

/// <summary>How an access control entry is inherited ([MS-DTYP] 2.4.4.1).</summary>
[Flags]
internal enum AceFlags : byte
{
    None = 0,
    ObjectInherit = 0x01,
    ContainerInherit = 0x02,
    NoPropagate = 0x04,

    /// <summary>It does not count for the object itself.</summary>
    InheritOnly = 0x08,

    Inherited = 0x10,
}
