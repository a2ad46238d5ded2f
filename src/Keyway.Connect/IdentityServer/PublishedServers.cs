using Keyway.Contracts.KerberosServers;

namespace Keyway.Connect.IdentityServer;

/// <summary>What the identity server says of a whole domain.</summary>
/// <param name="IsSynced">Someone of the domain was synced: without that a publication is refused.</param>
/// <param name="Servers">Its Kerberos servers.</param>
/// <param name="Date">When the server answered, by its own clock; null when it did not say.</param>
internal sealed record PublishedServers(bool IsSynced, IReadOnlyList<KerberosServerState> Servers, DateTimeOffset? Date);
