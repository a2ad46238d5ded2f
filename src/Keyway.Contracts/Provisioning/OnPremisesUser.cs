using System.Text.Json.Serialization;

namespace Keyway.Contracts.Provisioning;

/// <summary>The facts of a synced person that only the domain knows; written by the connector of that domain alone.</summary>
/// <param name="SecurityIdentifier">objectSid, <c>S-1-5-21-…</c>.</param>
/// <param name="AccountExpires">UTC; null means never.</param>
/// <param name="PasswordExpired">True when the domain would ask for a new password at the time of the sync: expired or must-change.</param>
/// <param name="PasswordLastSet">UTC; null means never or must-change.</param>
/// <param name="PrimaryGroupSid">The group of primaryGroupID: not among any group's members.</param>
/// <param name="Privileged">adminCount = 1: protected by AdminSDHolder.</param>
/// <param name="PasswordExpires">UTC: from when on the domain asks for a new password, so that nobody has to sync for time to pass; null means never.</param>
public sealed record OnPremisesUser(
    [property: JsonPropertyName("samAccountName")] string SamAccountName,
    [property: JsonPropertyName("domainDnsName")] string DomainDnsName,
    [property: JsonPropertyName("domainNetBiosName")] string DomainNetBiosName,
    [property: JsonPropertyName("securityIdentifier")] string SecurityIdentifier,
    [property: JsonPropertyName("accountExpires")] DateTimeOffset? AccountExpires = null,
    [property: JsonPropertyName("passwordExpired")] bool PasswordExpired = false,
    [property: JsonPropertyName("passwordLastSet")] DateTimeOffset? PasswordLastSet = null,
    [property: JsonPropertyName("primaryGroupSid")] string? PrimaryGroupSid = null,
    [property: JsonPropertyName("privileged")] bool Privileged = false,
    [property: JsonPropertyName("passwordExpires")] DateTimeOffset? PasswordExpires = null);
