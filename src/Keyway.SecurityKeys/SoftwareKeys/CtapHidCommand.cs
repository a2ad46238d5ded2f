namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>Commands of CTAPHID (CTAP 2.1, 11.2.9), without the bit that marks an initialization packet.</summary>
internal enum CtapHidCommand : byte
{
    Ping = 0x01,
    Init = 0x06,
    Cbor = 0x10,
    Cancel = 0x11,
    KeepAlive = 0x3B,
    Error = 0x3F,
}
