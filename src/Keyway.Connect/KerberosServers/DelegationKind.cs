namespace Keyway.Connect.KerberosServers;

/// <summary>What <c>delegate</c> does.</summary>
internal enum DelegationKind
{
    Grant,
    Revoke,

    /// <summary>Writes nothing, and only proves what the account holds.</summary>
    Check,
}
