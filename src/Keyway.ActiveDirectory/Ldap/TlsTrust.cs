namespace Keyway.ActiveDirectory.Ldap;

/// <summary>Which certification authorities may vouch for a domain controller. There is no way to trust any certificate.</summary>
/// <param name="CaFile">A PEM file with one or more CA certificates, or null for those that this computer trusts.</param>
public sealed record TlsTrust(string? CaFile)
{
    /// <summary>The certification authorities that this computer trusts (<c>/etc/ssl/certs/ca-certificates.crt</c>).</summary>
    public static TlsTrust System { get; } = new((string?)null);

    /// <summary>Only the certification authorities in this PEM file.</summary>
    public static TlsTrust File(string caFile) => new(caFile);
}
