using Keyway.Device.IdentityServer;

namespace Keyway.Device.Joining;

/// <summary>What a person asked for with <c>keyway join</c>.</summary>
/// <param name="Trust">Who may certify the server; kept with the join.</param>
/// <param name="User">The user principal name of the person who joins it.</param>
/// <param name="DisplayName">The name under which administrators see the computer.</param>
/// <param name="Replace">Whether an earlier join is given up for this one.</param>
internal sealed record JoinOrder(ServerTrust Trust, string User, string DisplayName, bool Replace);
