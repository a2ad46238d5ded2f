namespace Keyway.Kerberos.Gss;

/// <summary>What a client asks of a security context (RFC 4121 4.1.1.1, [MS-KILE] 3.2.5.2).</summary>
[Flags]
public enum GssFlags : uint
{
    None = 0,

    /// <summary>The service proves itself too.</summary>
    Mutual = 0x02,

    /// <summary>A repeated message is noticed.</summary>
    Replay = 0x04,

    /// <summary>A message out of order is noticed.</summary>
    Sequence = 0x08,

    Confidentiality = 0x10,

    Integrity = 0x20,

    /// <summary>Three tokens without framing, and messages protected in place.</summary>
    DceStyle = 0x1000,
}
