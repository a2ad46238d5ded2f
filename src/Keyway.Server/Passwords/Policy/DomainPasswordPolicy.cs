namespace Keyway.Server.Passwords.Policy;

/// <summary>Whether and how the passwords of one domain are checked.</summary>
/// <param name="Domain">Lower case.</param>
/// <param name="LockoutThreshold">Wrong passwords from strange networks before an account has to wait, 1 to 50.</param>
/// <param name="LockoutDuration">The first wait.</param>
internal sealed record DomainPasswordPolicy(string Domain, bool Enabled, int LockoutThreshold, TimeSpan LockoutDuration)
{
    /// <summary>Until an administrator decides: off, and then five wrong passwords and a minute.</summary>
    public static DomainPasswordPolicy Default(string domain) => new(domain, false, 5, TimeSpan.FromSeconds(60));

    /// <summary>What strangers cannot use up: half as many wrong passwords, at least one.</summary>
    public int FamiliarThreshold => (LockoutThreshold + 1) / 2;

    /// <summary>How many wrong passwords are free.</summary>
    public int Threshold(bool familiar) => familiar ? FamiliarThreshold : LockoutThreshold;
}
