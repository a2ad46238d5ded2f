namespace Keyway.ActiveDirectory.Security;

/// <summary>The types of access control entry that decide access ([MS-DTYP] 2.4.4.1); others are kept as they are and weigh nothing.</summary>
internal enum AceType : byte
{
    Allowed = 0x00,
    Denied = 0x01,
    AllowedObject = 0x05,
    DeniedObject = 0x06,

    /// <summary>With a condition, which a domain controller evaluates against claims.</summary>
    AllowedCallback = 0x09,

    DeniedCallback = 0x0A,
    AllowedCallbackObject = 0x0B,
    DeniedCallbackObject = 0x0C,
}
