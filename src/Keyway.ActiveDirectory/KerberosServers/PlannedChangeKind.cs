namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>What a change does to an object of the directory.</summary>
public enum PlannedChangeKind
{
    Add,
    Modify,

    /// <summary>The domain controller is asked for a new password, or told one; a plan never shows it.</summary>
    ResetPassword,

    Delete,

    /// <summary>One entry is added to the object's access control list.</summary>
    Grant,

    /// <summary>One entry is taken out of the object's access control list.</summary>
    Revoke,

    /// <summary>The object's owner becomes the administrators.</summary>
    TakeOwnership,
}
