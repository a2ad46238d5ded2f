using Keyway.ActiveDirectory.Ldap;

namespace Keyway.KeyList.Settings;

/// <summary>The Kerberos server's own account.</summary>
/// <param name="Name">The Kerberos server's name; its account has a <c>$</c> behind.</param>
/// <param name="Credential">Its password never prints.</param>
internal sealed record OwnAccount(string Name, DomainCredential.Password Credential);
