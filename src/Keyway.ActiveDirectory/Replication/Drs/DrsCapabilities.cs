namespace Keyway.ActiveDirectory.Replication.Drs;

/// <summary>The capabilities that matter here ([MS-DRSR] 5.39). Those of compression are never claimed.</summary>
[Flags]
internal enum DrsCapabilities : uint
{
    None = 0,
    Base = 0x0000_0001,

    /// <summary>Secrets are encrypted with a salt and a checksum.</summary>
    StrongEncryption = 0x0000_8000,

    /// <summary>Requests of version 8.</summary>
    RequestV8 = 0x0100_0000,

    /// <summary>Replies of version 6.</summary>
    ReplyV6 = 0x0400_0000,
}
