using Keyway.Kerberos.Pac;

namespace Keyway.Server.Accounts;

/// <summary>What only the domain knows of a synced group.</summary>
/// <param name="Sid">A domain group's, or a builtin one's such as <c>S-1-5-32-544</c>.</param>
/// <param name="DomainDnsName">Lower case, without a trailing dot.</param>
internal sealed record OnPremisesGroupFacts(SecurityIdentifier Sid, string SamAccountName, string DomainDnsName);
