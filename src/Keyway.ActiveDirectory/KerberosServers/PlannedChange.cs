namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>One LDAP change of one object, planned or made.</summary>
/// <param name="Dn">Distinguished name of the object.</param>
/// <param name="Attributes">What it writes; empty for a deletion.</param>
/// <param name="Right">The right that it needs, in an administrator's words, with the object on which it is needed: <c>Create computer objects on OU=Domain Controllers,DC=…</c>.</param>
public sealed record PlannedChange(PlannedChangeKind Kind, string Dn, IReadOnlyList<PlannedAttribute> Attributes, string Right);
