namespace Keyway.Kerberos.Messages;

/// <summary>What a client asks of the ticket that it wants (RFC 4120 5.4.1, RFC 6806 11).</summary>
[Flags]
public enum KdcOptions : uint
{
    None = 0,
    Forwardable = 0x40000000,
    Renewable = 0x00800000,
    Canonicalize = 0x00010000,

    /// <summary>User to user: the ticket is to be made with the session key of the further ticket in the request.</summary>
    EncryptInSessionKey = 0x00000008,
}
