using Keyway.Kerberos;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>The AES256 key of a krbtgt account as it came from the domain. Never printed; dispose of it to zero the key.</summary>
public sealed class KerberosServerSecret(int id, int ticketKeyVersion, KerberosKey key) : IDisposable
{
    /// <summary>The branch id.</summary>
    public int Id { get; } = id;

    /// <summary>msDS-KeyVersionNumber that this key belongs to.</summary>
    public int TicketKeyVersion { get; } = ticketKeyVersion;

    /// <summary>32 bytes, AES256.</summary>
    public KerberosKey Key { get; } = key;

    public void Dispose() => Key.Dispose();
}
