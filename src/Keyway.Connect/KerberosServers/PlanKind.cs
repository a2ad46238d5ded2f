namespace Keyway.Connect.KerberosServers;

/// <summary>Which command is planned.</summary>
internal enum PlanKind
{
    Set,
    Rotation,
    LeakedKeyRotation,
    Removal,
}
