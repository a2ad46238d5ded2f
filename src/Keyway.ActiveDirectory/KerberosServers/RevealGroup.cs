using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>A group in an allow or deny list: its distinguished name, SID and account name.</summary>
public sealed record RevealGroup(string Dn, SecurityIdentifier Sid, string Name);
