using System.Collections.Concurrent;
using System.Security.Cryptography;
using Keyway.Kerberos.PartialTickets;
using Keyway.Server.Sealing;
using Keyway.Server.Storage;

namespace Keyway.Server.KerberosServers;

/// <summary>The living Kerberos servers of a domain with their opened keys, kept in memory for as long as their rows do not change.</summary>
internal sealed class MintingKeys(Store store, Sealer sealer)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<MintingKey>> _byDomain = new();

    /// <summary>The servers of a domain, the default one first. A change in the store shows at once.</summary>
    /// <param name="domain">Lower case; one that people were synced from, which bounds what is kept.</param>
    public IReadOnlyList<MintingKey> Of(string domain)
    {
        var versions = store.Read(session => KerberosServerTable.VersionsOf(session, domain));
        if (versions.Count == 0)
        {
            _byDomain.TryRemove(domain, out _);
            return [];
        }

        if (_byDomain.TryGetValue(domain, out var known) && versions.SequenceEqual(known.Select(key => (key.Server.Name, key.Server.Version, key.Server.IsStopped))))
            return known;
        var loaded = store.Read(session => Load(session, domain));
        _byDomain[domain] = loaded;
        return loaded;
    }

    private List<MintingKey> Load(StoreSession session, string domain)
    {
        var keys = new List<MintingKey>();
        foreach (var server in KerberosServerTable.Of(session, domain))
        {
            if (server.IsStopped)
            {
                keys.Add(new MintingKey(server, null));
                continue;
            }

            // A server that changed between the two reads is skipped; the next sign-in sees it whole.
            if (KerberosServerTable.SealedKey(session, server) is not { } sealedKey)
                continue;
            var key = sealer.Open(server.SealPurpose, sealedKey).ValueOrFault();
            keys.Add(new MintingKey(server, new KerberosServerKey(server.BranchId, server.TicketKeyVersion, key)));
            CryptographicOperations.ZeroMemory(key);
        }

        return keys;
    }
}
