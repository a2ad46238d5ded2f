using Keyway.Kerberos.Pac;

namespace Keyway.Server.Accounts;

/// <summary>What only the domain knows of a synced person, as its connector told last.</summary>
/// <param name="Sid">objectSid, a domain account's.</param>
/// <param name="DomainDnsName">Lower case, without a trailing dot.</param>
/// <param name="AccountExpires">UTC; null means never.</param>
/// <param name="PasswordExpired">The domain would ask for a new password: expired, or must-change.</param>
/// <param name="PasswordLastSet">UTC; null means never or must-change.</param>
/// <param name="PrimaryGroupSid">The group of primaryGroupID, which is not among any group's members; null when unknown.</param>
/// <param name="Privileged">adminCount = 1: AdminSDHolder protects the account.</param>
/// <param name="PasswordExpires">UTC: from when on the domain asks for a new password, whether or not it was synced since; null means never.</param>
internal sealed record OnPremisesAccount(
    SecurityIdentifier Sid,
    string SamAccountName,
    string DomainDnsName,
    string DomainNetBiosName,
    DateTimeOffset? AccountExpires,
    bool PasswordExpired,
    DateTimeOffset? PasswordLastSet,
    SecurityIdentifier? PrimaryGroupSid,
    bool Privileged,
    DateTimeOffset? PasswordExpires = null)
{
    /// <summary>Whether the domain would ask for a new password at this moment.</summary>
    public bool MustChangePassword(DateTimeOffset now) => PasswordExpired || (PasswordExpires is { } end && end <= now);
}
