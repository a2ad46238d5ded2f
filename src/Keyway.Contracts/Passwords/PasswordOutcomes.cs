namespace Keyway.Contracts.Passwords;

/// <summary>What a domain can say of a name and a password.</summary>
public static class PasswordOutcomes
{
    public const string Valid = "valid";
    public const string Wrong = "wrong";

    /// <summary>The password was not proven: the account has expired, is disabled or locked, so that the domain does not look at it.</summary>
    public const string AccountExpired = "accountExpired";
    public const string Disabled = "disabled";
    public const string Locked = "locked";

    /// <summary>The password is right, and too old or to be changed at once.</summary>
    public const string PasswordExpired = "passwordExpired";

    /// <summary>The domain does not know the name.</summary>
    public const string Unknown = "unknown";

    /// <summary>Logon hours, workstation or another rule of the domain.</summary>
    public const string Restricted = "restricted";

    /// <summary>The domain could not be asked. Says nothing of the password.</summary>
    public const string Unavailable = "unavailable";
}
