namespace Keyway.Server.Passwords.Policy;

/// <summary>Whether and how the passwords of one domain, or of people in none, are checked.</summary>
/// <param name="Domain">Lower case.</param>
/// <param name="LockoutThreshold">Wrong passwords from strange networks before an account has to wait, 1 to 50.</param>
/// <param name="LockoutDuration">The first wait: longer than the domain's observation window (lockOutObservationWindow, MS-SAMR), 5 seconds to 12 hours.</param>
internal sealed record DomainPasswordPolicy(string Domain, bool Enabled, int LockoutThreshold, TimeSpan LockoutDuration)
{
    /// <summary>
    /// Until an administrator decides: off, and then three wrong passwords and 35 minutes, five more than the usual observation window. Strangers and somebody at a
    /// familiar network together then bring the domain's own count to five: half of the ten at which the usual domain locks.
    /// </summary>
    public static DomainPasswordPolicy Default(string domain) => new(domain, false, 3, TimeSpan.FromMinutes(35));

    /// <summary>
    /// For people in no domain: there is no count of a domain to stay below, so ten wrong passwords and a minute, as the vendor's smart lockout begins. The name is
    /// none that a domain could have.
    /// </summary>
    public static DomainPasswordPolicy Cloud { get; } = new("(cloud)", true, 10, TimeSpan.FromMinutes(1));

    /// <summary>This server checks the password itself.</summary>
    public bool IsCloud => Domain == Cloud.Domain;

    /// <summary>What strangers cannot use up: half as many wrong passwords, at least one.</summary>
    public int FamiliarThreshold => (LockoutThreshold + 1) / 2;

    /// <summary>How many wrong passwords are free.</summary>
    public int Threshold(bool familiar) => familiar ? FamiliarThreshold : LockoutThreshold;
}
