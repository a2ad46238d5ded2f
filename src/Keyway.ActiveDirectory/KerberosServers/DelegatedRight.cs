namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>One right on one object, and whether an account has it.</summary>
/// <param name="Right">In an administrator's words: <c>Reset password</c>.</param>
/// <param name="Dn">Distinguished name of the object.</param>
/// <param name="IsNeeded">True for what day-to-day work needs; false for a dangerous right that it must not have.</param>
/// <param name="IsHeld">What the object's security descriptor gives the account's whole token; false when nobody could see it.</param>
public sealed record DelegatedRight(string Right, string Dn, bool IsNeeded, bool IsHeld)
{
    /// <summary>False when the account that looked is not shown the object's access control list, so that nothing is proven.</summary>
    public bool IsReadable { get; init; } = true;

    /// <summary>Held when needed, not held when dangerous.</summary>
    public bool IsAsItShouldBe => IsNeeded == IsHeld;
}
