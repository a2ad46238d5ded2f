namespace Keyway.Kerberos.Messages;

/// <summary>What kind of name a principal carries (RFC 4120 6.2).</summary>
public enum PrincipalNameType
{
    Unknown = 0,

    /// <summary>A person or a computer: NT-PRINCIPAL.</summary>
    Principal = 1,

    /// <summary>A service with an instance, such as krbtgt: NT-SRV-INST.</summary>
    ServiceInstance = 2,

    /// <summary>A service on a host: NT-SRV-HST.</summary>
    ServiceHost = 3,

    /// <summary>A user principal name in one component: NT-ENTERPRISE.</summary>
    Enterprise = 10,
}
