namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>What creating (or repairing) a Kerberos server did.</summary>
/// <param name="Server">The object as it stands now.</param>
/// <param name="Changes">The changes that were made, in order; empty when everything was right already.</param>
public sealed record KerberosServerCreation(KerberosServerDescription Server, IReadOnlyList<PlannedChange> Changes)
{
    /// <summary>A change that the domain controller would not make and that the Kerberos server can live without, with the reason; the fault <see cref="KerberosServerFault.SettingsObjectMissing"/> stays. Null for none.</summary>
    public RefusedChange? LeftOut { get; init; }
}
