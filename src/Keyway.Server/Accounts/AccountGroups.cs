using Keyway.Kerberos.Pac;

namespace Keyway.Server.Accounts;

/// <summary>All groups of an account: direct, nested, and the primary group with what it is nested in.</summary>
/// <param name="Ids">Object ids, for policies.</param>
/// <param name="Sids">Security identifiers of the synced ones, and of the primary group even when it is not synced.</param>
internal sealed record AccountGroups(IReadOnlySet<Guid> Ids, IReadOnlySet<SecurityIdentifier> Sids);
