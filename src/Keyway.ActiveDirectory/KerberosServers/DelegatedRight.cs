namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>One right on one object, and whether an account has it.</summary>
/// <param name="Right">In an administrator's words: <c>Reset password</c>.</param>
/// <param name="Dn">Distinguished name of the object.</param>
/// <param name="IsNeeded">True for what day-to-day work needs; false for a dangerous right that it must not have.</param>
/// <param name="IsHeld">What the object's security descriptor gives the account's whole token.</param>
public sealed record DelegatedRight(string Right, string Dn, bool IsNeeded, bool IsHeld)
{
    /// <summary>Held when needed, not held when dangerous.</summary>
    public bool IsAsItShouldBe => IsNeeded == IsHeld;
}
