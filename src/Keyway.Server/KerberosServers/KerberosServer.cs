using Keyway.Contracts.KerberosServers;
using Keyway.Kerberos.Pac;

namespace Keyway.Server.KerberosServers;

/// <summary>A Kerberos server as it was last published, without its key.</summary>
/// <param name="Domain">DNS name, lower case.</param>
/// <param name="Name">Names of one domain differ by more than case.</param>
/// <param name="BranchId">1 to 65535.</param>
/// <param name="KeyVersion">From replication metadata: what administrators compare.</param>
/// <param name="TicketKeyVersion">The low 16 bits of a ticket's key version.</param>
/// <param name="PreviousTicketKeyVersion">The version before the last rotation, for information; tickets are minted by the newest key alone.</param>
/// <param name="AllowedSids">Reveal on demand.</param>
/// <param name="DeniedSids">Never reveal.</param>
/// <param name="IssuedOn">Of the last accepted publication, whole milliseconds.</param>
/// <param name="IsRemoved">There is no key: the row only remembers <see cref="IssuedOn"/>.</param>
/// <param name="Version">Grows by one with each publication and with the removal; a drift report leaves it alone.</param>
/// <param name="Drift">What the domain reported last about this version, or null.</param>
/// <param name="IsStopped">The drift is dangerous: nothing is minted.</param>
/// <param name="AccountSid">Of the computer account; null when a version published it that did not tell.</param>
internal sealed record KerberosServer(
    string Domain,
    string Name,
    string NetBiosName,
    SecurityIdentifier DomainSid,
    int BranchId,
    string DisplayName,
    long KeyVersion,
    int TicketKeyVersion,
    int? PreviousTicketKeyVersion,
    DateTimeOffset KeyUpdatedOn,
    IReadOnlySet<SecurityIdentifier> AllowedSids,
    IReadOnlySet<SecurityIdentifier> DeniedSids,
    DateTimeOffset IssuedOn,
    bool IsRemoved,
    long Version,
    DriftReport? Drift = null,
    bool IsStopped = false,
    SecurityIdentifier? AccountSid = null)
{
    /// <summary>sAMAccountName of the computer account.</summary>
    public string AccountName => Name + "$";

    /// <summary>What the sealed key is bound to: a key in the row of another server, branch or version does not open.</summary>
    public string SealPurpose => $"kerberos-server-key:{Domain}/{NameKey(Name)}/{BranchId}/{TicketKeyVersion}";

    /// <summary>What two spellings of the same name have in common.</summary>
    public static string NameKey(string name) => name.ToLowerInvariant();
}
