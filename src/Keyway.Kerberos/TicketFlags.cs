namespace Keyway.Kerberos;

/// <summary>What a ticket may be used for (RFC 4120 5.3). Bit 0 of the specification is the highest bit here, as credential caches store it.</summary>
[Flags]
public enum TicketFlags : uint
{
    None = 0,
    Forwardable = 0x40000000,
    Forwarded = 0x20000000,
    Proxiable = 0x10000000,
    Proxy = 0x08000000,
    MayPostdate = 0x04000000,
    Postdated = 0x02000000,
    Invalid = 0x01000000,
    Renewable = 0x00800000,
    Initial = 0x00400000,
    PreAuthenticated = 0x00200000,
    HardwareAuthenticated = 0x00100000,
    TransitedPolicyChecked = 0x00080000,
    OkAsDelegate = 0x00040000,

    /// <summary>The reply carries encrypted-pa-data (RFC 6806 11).</summary>
    EncryptedPreAuthenticationReply = 0x00010000,
}
