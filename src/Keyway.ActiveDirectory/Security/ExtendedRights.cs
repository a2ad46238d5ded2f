namespace Keyway.ActiveDirectory.Security;

/// <summary>Control access rights ([MS-ADTS] 5.1.3.2.1).</summary>
internal static class ExtendedRights
{
    /// <summary>User-Force-Change-Password.</summary>
    public static readonly Guid ResetPassword = new("00299570-246d-11d0-a768-00aa006e0529");

    /// <summary>DS-Replication-Get-Changes-All: every secret of the domain.</summary>
    public static readonly Guid ReplicateSecrets = new("1131f6ad-9c07-11d1-f79f-00c04fc2dcd2");

    /// <summary>Apply-Group-Policy: whom a Group Policy object is for.</summary>
    public static readonly Guid ApplyGroupPolicy = new("edacfd8f-ffb3-11d1-b41d-00a0c968f939");
}
