using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Locator;

namespace Keyway.Connect.Domain;

/// <summary>Which domain, as whom, and how to find and trust its domain controllers.</summary>
/// <param name="DnsName">In lower case, without a dot at the end.</param>
internal sealed record DomainAccess(string DnsName, DomainCredential Credential, TlsTrust Trust, LocatorOptions Locator);
