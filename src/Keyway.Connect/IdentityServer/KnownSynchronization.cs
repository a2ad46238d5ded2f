using Keyway.Contracts.Provisioning;

namespace Keyway.Connect.IdentityServer;

/// <summary>What the server knows of a domain's sync; null when nothing.</summary>
internal sealed record KnownSynchronization(SynchronizationState? State);
