using Keyway.Connect.Domain;
using Keyway.Connect.IdentityServer;

namespace Keyway.Connect.Synchronization;

/// <summary>What a sync is about.</summary>
/// <param name="StatePath">Folder of the local state.</param>
/// <param name="RotationDays">A Kerberos server's key older than this is a finding.</param>
/// <param name="Full">Everything is compared, also when the changes would do.</param>
/// <param name="AllowedDeletions">How many deletions a person has allowed, once; null for none beyond the usual.</param>
internal sealed record SyncSettings(DomainAccess Domain, ServerAccess Server, ScopeNames Scope, string StatePath, int RotationDays, bool Full = false, int? AllowedDeletions = null)
{
    /// <summary>Ends the sentence "Could not …".</summary>
    public string Attempt => $"sync {Domain.DnsName}";
}
