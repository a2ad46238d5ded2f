using System.Net;
using System.Security.Cryptography;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Locator;
using Keyway.ActiveDirectory.Replication;
using Keyway.ActiveDirectory.Replication.Drs;
using Keyway.ActiveDirectory.Rpc;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>
/// A replication session as the Kerberos server's own account, which is a read-only domain controller: it gets the keys of its own krbtgt account, and the secrets of
/// those whom its reveal lists name. The domain controller decides that for each question ([MS-DRSR] 4.1.10.5.14). One question after the other; after a refusal of
/// the connection it is of no more use.
/// </summary>
public sealed class RevealedSecrets : IDisposable
{
    private readonly DrsSession _session;
    private readonly KerberosServerDescription _server;
    private readonly Guid _settings;

    private RevealedSecrets(DrsSession session, KerberosServerDescription server, Guid settings)
    {
        _session = session;
        _server = server;
        _settings = settings;
    }

    /// <summary>Signs in by Kerberos and binds, proven on both sides and encrypted.</summary>
    /// <param name="domainController">A writable one.</param>
    /// <param name="own">The Kerberos server's own account; any other is refused with <c>KW1466</c>.</param>
    /// <param name="server">The Kerberos server; without an NTDS Settings object it is refused with <c>KW1467</c>.</param>
    public static async Task<Result<RevealedSecrets>> OpenAsync(
        DomainController domainController, DomainCredential.Password own, KerberosServerDescription server, TimeProvider time, CancellationToken cancellationToken)
    {
        if (server.SettingsObjectGuid is not { } settings)
            return new Refusal(Catalogue.ActiveDirectory.ReplicationSettingsUnknown, $"{server.Name} has no NTDS Settings object");
        if (!(await new ReplicationSignIn(domainController, own, server.DomainDnsName, time).GetTicketAsync(cancellationToken).ConfigureAwait(false)).TryGet(out var ticket, out var refusal))
            return refusal;
        using var held = ticket;
        if (!ticket.Client.Components[0].Equals(server.Name + "$", StringComparison.OrdinalIgnoreCase))
            return new Refusal(Catalogue.ActiveDirectory.ReplicationSecretsDenied, $"{ticket.Client} is not {server.Name}$");

        var mapper = new IPEndPoint(domainController.Address, EndpointMapper.Port);
        if (!(await EndpointMapper.FindPortAsync(mapper, RpcInterface.DirectoryReplication, cancellationToken).ConfigureAwait(false)).TryGet(out var port, out refusal))
            return refusal;
        return (await DrsSession.OpenAsync(new IPEndPoint(domainController.Address, port), ticket, time, cancellationToken).ConfigureAwait(false)).TryGet(out var session, out refusal)
            ? new RevealedSecrets(session, server, settings)
            : refusal;
    }

    /// <summary>The AES256 keys of the Kerberos server with their versions, newest first: the present one and up to two before it.</summary>
    public async Task<Result<IReadOnlyList<KerberosServerSecret>>> ReadServerKeysAsync(CancellationToken cancellationToken)
    {
        if (!(await ReplicateAsync(_server.UserAccount, cancellationToken).ConfigureAwait(false)).TryGet(out var secrets, out var refusal))
            return refusal;
        if (!_server.UserAccountSid.Equals(secrets.Account))
            return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "replication reply: another account");
        if (secrets.SupplementalCredentials is null || secrets.PasswordVersion is not (<= ushort.MaxValue and { } version))
            return new Refusal(Catalogue.ActiveDirectory.AesKeyMissing, _server.DisplayName);

        byte[]? properties = null;
        byte[]? stored = null;
        try
        {
            if (!SecretDecryption.Open(_session.SessionKey.Value, secrets.SupplementalCredentials).TryGet(out properties, out refusal)
                || !UserProperties.Find(properties, UserProperties.KerberosKeys).TryGet(out stored, out refusal)
                || !StoredKerberosKeys.FindAes256Generations(stored).TryGet(out var keys, out refusal))
                return refusal;
            return keys.Take((int)version + 1).Select((key, age) => new KerberosServerSecret(_server.Id, (int)version - age, key)).ToList();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(properties);
            CryptographicOperations.ZeroMemory(stored);
        }
    }

    /// <summary>
    /// The NT hash of an account, 16 bytes, which the caller zeroes. <c>KW1466</c> when the reveal lists do not let it go, <c>KW3711</c> when the account has none.
    /// </summary>
    public async Task<Result<byte[]>> ReadNtHashAsync(RevealCandidate account, CancellationToken cancellationToken)
    {
        if (!(await ReplicateAsync(account.Dn, cancellationToken).ConfigureAwait(false)).TryGet(out var secrets, out var refusal))
            return refusal;
        if (!account.Sid.Equals(secrets.Account))
            return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "replication reply: another account");
        return secrets.Password is { } password
            ? ReplicatedNtHash.Open(_session.SessionKey.Value, password, account.Sid.RelativeIdentifier)
            : new Refusal(Catalogue.KeyList.NtHashMissing, account.Sid.ToString());
    }

    public void Dispose() => _session.Dispose();

    private Task<Result<ReplicatedSecrets>> ReplicateAsync(string dn, CancellationToken cancellationToken) =>
        _session.ReplicateAsync(new GetChangesRequest(dn, ExtendedOperation.ReplicateSecret, _settings), cancellationToken);
}
