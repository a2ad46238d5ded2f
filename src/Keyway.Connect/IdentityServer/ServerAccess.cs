using Keyway.Contracts.Graph;

namespace Keyway.Connect.IdentityServer;

/// <summary>Which identity server, how to trust it, and as which connector.</summary>
/// <param name="CaFile">PEM file of the CA that issued its certificate, or null for those that this computer trusts.</param>
internal sealed record ServerAccess(ServerAddress Address, string? CaFile, ConnectorCredential Connector);
