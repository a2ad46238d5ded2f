using Keyway.Contracts.KerberosServers;

namespace Keyway.Connect.IdentityServer;

/// <summary>What the identity server holds of one Kerberos server; null when nothing.</summary>
internal sealed record ServerSide(KerberosServerState? State)
{
    public static ServerSide Nothing { get; } = new((KerberosServerState?)null);
}
