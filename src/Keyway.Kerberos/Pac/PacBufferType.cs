namespace Keyway.Kerberos.Pac;

/// <summary>What a buffer of a PAC holds ([MS-PAC] 2.4).</summary>
public enum PacBufferType
{
    LogonInfo = 1,
    ServerChecksum = 6,
    KdcChecksum = 7,
    ClientInfo = 10,
    UpnDnsInfo = 12,
    TicketChecksum = 16,
    Attributes = 17,
    Requestor = 18,
    FullChecksum = 19,
}
