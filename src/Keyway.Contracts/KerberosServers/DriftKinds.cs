namespace Keyway.Contracts.KerberosServers;

/// <summary>Which drift is dangerous: said once, for the side that reports it and the side that acts on it.</summary>
public static class DriftKinds
{
    /// <summary>
    /// True when no ticket may be minted until the drift is repaired: the domain's rules are not the ones that the server applies,
    /// or someone took the Kerberos server out of service. The others are repaired without a pause: the domain honours its tickets.
    /// </summary>
    public static bool StopsMinting(this DriftKind kind) => kind switch
    {
        DriftKind.KeyVersionDiffers or DriftKind.PrivilegedMemberAllowed or DriftKind.SupportObjectDiffers or DriftKind.KeyTooOld => false,
        _ => true,
    };
}
