using Keyway.Kerberos.PartialTickets;

namespace Keyway.Server.KerberosServers;

/// <summary>A Kerberos server on its way to a ticket.</summary>
/// <param name="Key">Null when minting is stopped: then no opened key is kept.</param>
internal sealed record MintingKey(KerberosServer Server, KerberosServerKey? Key);
