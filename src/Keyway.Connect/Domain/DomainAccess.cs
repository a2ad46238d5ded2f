using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Locator;

namespace Keyway.Connect.Domain;

/// <summary>Which domain, as whom, and how to find and trust its domain controllers.</summary>
/// <param name="DnsName">In lower case, without a dot at the end.</param>
/// <param name="Credential">Who reads and writes the directory.</param>
/// <param name="Account">The Kerberos server's own account, as which keys are read; null when its file was not given.</param>
internal sealed record DomainAccess(string DnsName, DomainCredential Credential, TlsTrust Trust, LocatorOptions Locator, DomainCredential.Password? Account = null);
