using Keyway.Device.IdentityServer;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Joining;

/// <summary>What a person asked for with <c>keyway join</c>.</summary>
/// <param name="Trust">Who may certify the server; kept with the join.</param>
/// <param name="User">The user principal name of the person who joins it; null when only the server learns it.</param>
/// <param name="DisplayName">The name under which administrators see the computer.</param>
/// <param name="Replace">Whether an earlier join is given up for this one.</param>
/// <param name="Keys">Opens the store in which the keys are made.</param>
internal sealed record JoinOrder(ServerTrust Trust, string? User, string DisplayName, bool Replace, Func<Result<KeyStore>> Keys);
