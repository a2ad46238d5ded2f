namespace Keyway.ActiveDirectory.GroupPolicy;

/// <summary>The halves of a Group Policy object ([MS-GPOL] 1.3.2).</summary>
public enum PolicyHalf
{
    /// <summary>For computers, whoever uses them.</summary>
    Computer,

    /// <summary>For people, wherever they sign in.</summary>
    User,
}
