namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>The objects that make a Kerberos server.</summary>
internal enum KerberosServerPart
{
    Computer,

    /// <summary>The krbtgt account.</summary>
    User,

    /// <summary>CN=AzureAD,CN=System.</summary>
    Container,

    ConnectionPoint,

    /// <summary>The server object of a domain controller, in its site.</summary>
    Server,

    /// <summary>NTDS Settings below it: as it, the Kerberos server's own account replicates.</summary>
    Settings,
}
