namespace Keyway.SecurityKeys.Nfc;

/// <summary>What libpcsclite's functions return (pcsclite.h): those that are told apart here.</summary>
internal enum PcscStatus : uint
{
    Success = 0,
    UnknownReader = 0x80100009,
    SharingViolation = 0x8010000B,
    NoCard = 0x8010000C,
    ProtocolMismatch = 0x8010000F,
    InvalidValue = 0x80100011,
    ReaderUnavailable = 0x80100017,
    NoService = 0x8010001D,
    ServiceStopped = 0x8010001E,
    NoReaders = 0x8010002E,
    UnresponsiveCard = 0x80100066,
    UnpoweredCard = 0x80100067,
    ResetCard = 0x80100068,
    RemovedCard = 0x80100069,
}
