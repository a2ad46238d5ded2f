using Keyway.ActiveDirectory.KerberosServers;

namespace Keyway.Connect.KerberosServers;

/// <summary>What <c>set</c> or <c>rotate</c> made of the domain's side.</summary>
/// <param name="Server">As it stands now; null when nothing had to be done on either side.</param>
/// <param name="Keys">As whom its key is read; null with it.</param>
/// <param name="Former">What becomes of older tickets, when there is a new key.</param>
internal sealed record DomainChange(KerberosServerDescription? Server, KeyReading? Keys, FormerTickets? Former = null)
{
    /// <summary>Both sides were in step before.</summary>
    public static DomainChange Nothing { get; } = new(null, null);
}
