namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>What a removal did.</summary>
/// <param name="Removed">Distinguished names of the objects that were there and are gone; empty when there was nothing.</param>
public sealed record KerberosServerRemoval(IReadOnlyList<string> Removed);
