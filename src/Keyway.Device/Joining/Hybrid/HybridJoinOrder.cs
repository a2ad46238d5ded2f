using Keyway.Device.IdentityServer;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Joining.Hybrid;

/// <summary>What a person asked for with <c>keyway join hybrid</c>.</summary>
/// <param name="Server">The identity server; null for the one that the domain names.</param>
/// <param name="Trust">Who may certify it; null for the authority that the domain names.</param>
/// <param name="DisplayName">The name under which administrators see the computer.</param>
/// <param name="Wait">How long to wait for the sync.</param>
/// <param name="Interval">How long to wait between two questions.</param>
/// <param name="Keys">Opens the store in which the keys are made.</param>
internal sealed record HybridJoinOrder(ServerAddress? Server, ServerTrust? Trust, string DisplayName, TimeSpan Wait, TimeSpan Interval, Func<Result<KeyStore>> Keys);
