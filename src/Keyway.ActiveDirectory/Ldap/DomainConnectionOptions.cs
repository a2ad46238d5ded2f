namespace Keyway.ActiveDirectory.Ldap;

/// <summary>How to reach a domain controller; the defaults fit an ordinary one.</summary>
public sealed record DomainConnectionOptions
{
    public static DomainConnectionOptions Default { get; } = new();

    public LdapTransport Transport { get; init; } = LdapTransport.Ldaps;

    /// <summary>The TCP port, or null for the transport's own (636 or 389).</summary>
    public int? Port { get; init; }

    /// <summary>The time to reach one address and finish the TLS handshake.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The time that one LDAP operation, or one page of a search, may take.</summary>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
