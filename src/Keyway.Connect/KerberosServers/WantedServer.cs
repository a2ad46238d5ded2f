using Keyway.ActiveDirectory.KerberosServers;

namespace Keyway.Connect.KerberosServers;

/// <summary>What a Kerberos server shall be, as it was asked for.</summary>
/// <param name="Settings">With the lists that were named; null for one that was not.</param>
/// <param name="AccountFile">Where its own account is kept, or shall be; null when keys are read as the account that signs in.</param>
internal sealed record WantedServer(KerberosServerSettings Settings, string? AccountFile);
