namespace Keyway.Lab;

/// <summary>The states of an account that stop a sign-in.</summary>
public enum TestAccountState
{
    Normal,
    MustChangePassword,
    Disabled,
    Expired,
}
