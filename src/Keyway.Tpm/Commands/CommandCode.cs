namespace Keyway.Tpm.Commands;

/// <summary>TPM_CC: the commands that are sent (TPM 2.0 Part 2, 6.5.2).</summary>
internal enum CommandCode : uint
{
    NvDefineSpace = 0x12A,
    CreatePrimary = 0x131,
    NvExtend = 0x136,
    NvRead = 0x14E,
    Create = 0x153,
    Load = 0x157,
    RsaDecrypt = 0x159,
    Sign = 0x15D,
    FlushContext = 0x165,
    NvReadPublic = 0x169,
    ReadPublic = 0x173,
    StartAuthSession = 0x176,
    GetCapability = 0x17A,
}
