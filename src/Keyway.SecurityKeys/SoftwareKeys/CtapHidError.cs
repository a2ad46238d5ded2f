namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>What a CTAPHID error packet says (CTAP 2.1, 11.2.9.1.6).</summary>
internal enum CtapHidError : byte
{
    InvalidCommand = 0x01,
    InvalidLength = 0x03,
    InvalidSequence = 0x04,
    ChannelBusy = 0x06,
    InvalidChannel = 0x0B,
}
