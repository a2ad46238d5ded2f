namespace Keyway.ActiveDirectory.Ldap;

/// <summary>What protects the bytes between us and a domain controller. None of them is "nothing".</summary>
public enum LdapTransport
{
    /// <summary>TLS from the first byte, port 636.</summary>
    Ldaps,

    /// <summary>TLS begun by the StartTLS operation on port 389 (RFC 4511 4.14).</summary>
    StartTls,

    /// <summary>
    /// Kerberos encryption of every message on port 389, without TLS; only with <see cref="DomainCredential.Ccache"/>.
    /// A Samba DC that requires strong authentication takes Kerberos binds only so.
    /// </summary>
    KerberosSealed,
}
