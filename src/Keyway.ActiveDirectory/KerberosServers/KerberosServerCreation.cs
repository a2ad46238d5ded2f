namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>What creating (or repairing) a Kerberos server did.</summary>
/// <param name="Server">The object as it stands now.</param>
/// <param name="Changes">The changes that were made, in order; empty when everything was right already.</param>
public sealed record KerberosServerCreation(KerberosServerDescription Server, IReadOnlyList<PlannedChange> Changes);
