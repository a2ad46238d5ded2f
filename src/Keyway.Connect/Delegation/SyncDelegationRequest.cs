using Keyway.Connect.KerberosServers;

namespace Keyway.Connect.Delegation;

/// <summary>What is asked of <c>delegate sync</c>.</summary>
/// <param name="Account">A user principal name, an account name, a SID or a distinguished name.</param>
/// <param name="Kind">Grant, revoke or only look.</param>
/// <param name="PlanOnly">Say what would change and write nothing.</param>
internal sealed record SyncDelegationRequest(string Account, DelegationKind Kind, bool PlanOnly);
