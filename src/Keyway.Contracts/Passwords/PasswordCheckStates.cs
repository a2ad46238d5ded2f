namespace Keyway.Contracts.Passwords;

/// <summary>Whether passwords of a domain are checked.</summary>
public static class PasswordCheckStates
{
    public const string Enabled = "enabled";
    public const string Disabled = "disabled";
}
