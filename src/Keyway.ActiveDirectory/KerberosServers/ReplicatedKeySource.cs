using System.Net;
using System.Security.Cryptography;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Locator;
using Keyway.ActiveDirectory.Replication;
using Keyway.ActiveDirectory.Replication.Drs;
using Keyway.ActiveDirectory.Rpc;
using Keyway.Errors;
using Keyway.Kerberos;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>
/// Reads the Kerberos server's key by replication of its krbtgt account ([MS-DRSR] IDL_DRSGetNCChanges), in an RPC session that Kerberos encrypts and
/// proves on both sides. The Kerberos server's own account reads as the read-only domain controller that it is; any other account needs the rights
/// Replicating Directory Changes and Replicating Directory Changes All.
/// </summary>
/// <param name="domainController">A writable one; nothing is sent to any other address.</param>
/// <param name="credential">Who reads.</param>
/// <param name="domainDnsName">The domain of the domain controller and of the account.</param>
public sealed class ReplicatedKeySource(DomainController domainController, DomainCredential credential, string domainDnsName, TimeProvider time)
{
    private const int Tries = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ReplicationSignIn _signIn = new(domainController, credential, domainDnsName, time);

    /// <summary>
    /// The newest AES256 key. When the domain has moved on since the description was read, its version is higher than the description's: the directory should be read again.
    /// A lower one is never returned: the domain controller is then asked again, and in the end refused with <c>KW1463</c>.
    /// </summary>
    public async Task<Result<KerberosServerSecret>> ReadAsync(KerberosServerDescription server, CancellationToken cancellationToken = default)
    {
        if (!(await _signIn.GetTicketAsync(cancellationToken).ConfigureAwait(false)).TryGet(out var ticket, out var refusal))
            return refusal;
        using var heldTicket = ticket;
        if (!RequestFor(server, ticket).TryGet(out var request, out refusal))
            return refusal;

        var mapper = new IPEndPoint(domainController.Address, EndpointMapper.Port);
        if (!(await EndpointMapper.FindPortAsync(mapper, RpcInterface.DirectoryReplication, cancellationToken).ConfigureAwait(false)).TryGet(out var port, out refusal))
            return refusal;
        var endpoint = new IPEndPoint(domainController.Address, port);
        if (!(await DrsSession.OpenAsync(endpoint, ticket, time, cancellationToken).ConfigureAwait(false)).TryGet(out var session, out refusal))
            return refusal;
        using (session)
        {
            var read = await ReadAsync(session, request, server, cancellationToken).ConfigureAwait(false);
            if (read.Succeeded)
                await session.CloseAsync(cancellationToken).ConfigureAwait(false);
            return read;
        }
    }

    private static Result<GetChangesRequest> RequestFor(KerberosServerDescription server, HeldTicket ticket)
    {
        if (!ticket.Client.Components[0].Equals(server.Name + "$", StringComparison.OrdinalIgnoreCase))
            return new GetChangesRequest(server.UserAccount, ExtendedOperation.ReplicateObject, Guid.Empty);
        return server.SettingsObjectGuid is { } settings
            ? new GetChangesRequest(server.UserAccount, ExtendedOperation.ReplicateSecret, settings)
            : new Refusal(Catalogue.ActiveDirectory.ReplicationSettingsUnknown, $"{server.Name} has no NTDS Settings object");
    }

    private async Task<Result<KerberosServerSecret>> ReadAsync(DrsSession session, GetChangesRequest request, KerberosServerDescription server, CancellationToken cancellationToken)
    {
        var seen = -1L;
        for (var i = 0; i < Tries; i++)
        {
            if (i > 0)
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            if (!(await session.ReplicateAsync(request, cancellationToken).ConfigureAwait(false)).TryGet(out var secrets, out var refusal))
                return refusal;
            if (!server.UserAccountSid.Equals(secrets.Account))
                return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "replication reply: another account");

            // A version beyond 16 bits does not fit into a ticket ([MS-KILE] 3.1.5.8).
            if (secrets.SupplementalCredentials is null || secrets.PasswordVersion is not (<= ushort.MaxValue and { } version))
                return new Refusal(Catalogue.ActiveDirectory.AesKeyMissing, server.DisplayName);
            if (version >= server.TicketKeyVersion)
                return Open(session.SessionKey, secrets.SupplementalCredentials).TryGet(out var key, out refusal)
                    ? new KerberosServerSecret(server.Id, (int)version, key)
                    : refusal;
            seen = version;
        }

        return new Refusal(Catalogue.ActiveDirectory.KeyNotReplicated, $"{server.DisplayName}: version {seen} was replicated, the directory has {server.TicketKeyVersion}");
    }

    private static Result<KerberosKey> Open(KerberosKey sessionKey, byte[] encrypted)
    {
        byte[]? properties = null;
        byte[]? keys = null;
        try
        {
            return SecretDecryption.Open(sessionKey.Value, encrypted).TryGet(out properties, out var refusal)
                && UserProperties.Find(properties, UserProperties.KerberosKeys).TryGet(out keys, out refusal)
                ? StoredKerberosKeys.FindAes256(keys)
                : refusal;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(properties);
            CryptographicOperations.ZeroMemory(keys);
        }
    }
}
