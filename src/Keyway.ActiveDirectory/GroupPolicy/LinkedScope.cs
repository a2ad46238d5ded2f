namespace Keyway.ActiveDirectory.GroupPolicy;

/// <summary>A site, a domain or an organisational unit with its links ([MS-GPOL] 3.2.1.6).</summary>
/// <param name="Dn">Its distinguished name.</param>
/// <param name="Links">The weakest first.</param>
/// <param name="BlocksInheritance">Whether what is linked above it, and not enforced, stops here.</param>
public sealed record LinkedScope(string Dn, IReadOnlyList<GroupPolicyLink> Links, bool BlocksInheritance);
