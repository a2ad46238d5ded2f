using Keyway.ActiveDirectory.Keytabs;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Locator;
using Keyway.Errors;
using Keyway.Kerberos;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>
/// Reads the key by replication of the one object ([MS-DRSR] IDL_DRSGetNCChanges), by Samba's <c>net rpc vampire keytab</c>.
/// With Samba 4.17 it needs a password: with a credential cache it is refused by <c>KW1465</c>.
/// </summary>
public sealed class VampireKeytabSource(DomainController domainController, DomainCredential credential, TimeProvider time) : IKerberosServerKeySource
{
    private const int Tries = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly VampireKeytab _keytab = new(domainController, credential);

    /// <summary>
    /// The newest AES256 key. When the domain has moved on since the description was read, its version is higher than the description's: the directory should be read again.
    /// A lower one is never returned: the domain controller is then asked again, and in the end refused with <c>KW1463</c>.
    /// </summary>
    public async Task<Result<KerberosServerSecret>> ReadAsync(KerberosServerDescription server, CancellationToken cancellationToken = default)
    {
        var seen = -1L;
        for (var i = 0; i < Tries; i++)
        {
            if (i > 0)
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            if (!(await _keytab.RunAsync(server, cancellationToken).ConfigureAwait(false)).TryGet(out var keytab, out var refusal))
                return refusal;
            using (keytab)
            {
                if (Newest(keytab, server.DisplayName) is not { } newest)
                    return new Refusal(Catalogue.ActiveDirectory.KeyNotReplicated, $"{server.DisplayName} has no AES256 key");
                if (newest.Version >= server.TicketKeyVersion)
                    return new KerberosServerSecret(server.Id, (int)newest.Version, new KerberosKey(newest.Key.Type, newest.Key.Value));
                seen = newest.Version;
            }
        }

        return new Refusal(Catalogue.ActiveDirectory.KeyNotReplicated, $"{server.DisplayName}: version {seen} was replicated, the directory has {server.TicketKeyVersion}");
    }

    // A version beyond 16 bits does not fit into a ticket ([MS-KILE] 3.1.5.8).
    private static KeytabEntry? Newest(Keytab keytab, string account) => keytab.Entries
        .Where(entry => entry.Components.Count == 1
            && entry.Components[0].Equals(account, StringComparison.OrdinalIgnoreCase)
            && entry.Key is { Type: EncryptionType.Aes256CtsHmacSha1, Value.Length: 32 }
            && entry.Version <= ushort.MaxValue)
        .MaxBy(entry => entry.Version);
}
