using Keyway.Connect.IdentityServer.SignIn;

namespace Keyway.Connect.IdentityServer;

/// <summary>Which identity server, how to trust it, and who signs in there.</summary>
/// <param name="CaFile">PEM file of the CA that issued its certificate, or null for those that this computer trusts.</param>
internal sealed record ServerAccess(ServerAddress Address, string? CaFile, IServerSignIn SignIn);
