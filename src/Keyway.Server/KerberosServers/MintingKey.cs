using Keyway.Kerberos.PartialTickets;

namespace Keyway.Server.KerberosServers;

/// <summary>A Kerberos server ready to mint.</summary>
internal sealed record MintingKey(KerberosServer Server, KerberosServerKey Key);
