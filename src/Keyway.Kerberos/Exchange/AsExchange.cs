using Keyway.Errors;
using Keyway.Kerberos.Keytabs;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Exchange;

/// <summary>Gets a TGT by a password or by a keytab: the AS exchange with PA-ENC-TIMESTAMP (RFC 4120 3.1, 5.2.7.2), AES only. Thread-safe.</summary>
public sealed class AsExchange(KdcTransport transport, TimeProvider time)
{
    /// <summary>A computer that was stopped while it changed its password may find the domain controller one version behind its keytab.</summary>
    private const int KeytabGenerations = 2;

    /// <summary>Signs in by a password and returns the TGT.</summary>
    /// <param name="realm">The realm, such as <c>CONTOSO.CORP.COM</c>.</param>
    /// <param name="client">The user or computer by sAMAccountName, or by user principal name as an enterprise name; the ticket then has the account name that the domain controller found.</param>
    /// <returns>The TGT, or a refusal of <see cref="Catalogue.Kdc"/>.</returns>
    public Task<Result<HeldTicket>> SignInAsync(
        string realm, PrincipalName client, string password, IReadOnlyList<KdcEndpoint> kdcs, CancellationToken cancellationToken) =>
        SignInAsync(realm, client, PrincipalName.TicketGranting(realm), hints => KeyHints.Derive(hints, realm, client, password), kdcs, cancellationToken);

    /// <param name="passwordUtf8">Not copied, so that the caller can zero it afterwards.</param>
    /// <inheritdoc cref="SignInAsync(string, PrincipalName, string, IReadOnlyList{KdcEndpoint}, CancellationToken)"/>
    public Task<Result<HeldTicket>> SignInAsync(
        string realm, PrincipalName client, ReadOnlyMemory<byte> passwordUtf8, IReadOnlyList<KdcEndpoint> kdcs, CancellationToken cancellationToken) =>
        GetInitialTicketAsync(realm, client, PrincipalName.TicketGranting(realm), passwordUtf8, kdcs, cancellationToken);

    /// <summary>Gets a ticket for one service by a password, without a TGT: so are tickets for the change of an expired password got, which opens nothing else.</summary>
    /// <param name="service">Such as <c>kadmin/changepw</c>.</param>
    /// <param name="passwordUtf8">Not copied, so that the caller can zero it afterwards.</param>
    /// <inheritdoc cref="SignInAsync(string, PrincipalName, string, IReadOnlyList{KdcEndpoint}, CancellationToken)"/>
    internal Task<Result<HeldTicket>> GetInitialTicketAsync(
        string realm, PrincipalName client, PrincipalName service, ReadOnlyMemory<byte> passwordUtf8, IReadOnlyList<KdcEndpoint> kdcs, CancellationToken cancellationToken) =>
        SignInAsync(realm, client, service, hints => KeyHints.Derive(hints, realm, client, passwordUtf8.Span), kdcs, cancellationToken);

    /// <summary>Signs in by the newest key of the account in the keytab, or the one before, and returns the TGT.</summary>
    /// <param name="realm">The account's realm.</param>
    /// <param name="client">The account by sAMAccountName, such as <c>DEV1$</c>.</param>
    /// <returns>The TGT, or <see cref="Catalogue.Kerberos.KeytabKeyMissing"/>, <see cref="Catalogue.Kerberos.KeytabKeyOutdated"/>, or a refusal of <see cref="Catalogue.Kdc"/>.</returns>
    public async Task<Result<HeldTicket>> SignInAsync(
        string realm, PrincipalName client, Keytab keytab, IReadOnlyList<KdcEndpoint> kdcs, CancellationToken cancellationToken)
    {
        var generations = keytab.Of(client, realm).Where(entry => KeyHints.EncryptionTypes.Contains((int)entry.Key.Type)).GroupBy(entry => entry.Version).Take(KeytabGenerations);
        Refusal refused = new(Catalogue.Kerberos.KeytabKeyMissing, $"{client}@{realm}");
        foreach (var generation in generations)
        {
            if ((await SignInAsync(realm, client, PrincipalName.TicketGranting(realm), hints => KeyHints.Choose(hints, generation), kdcs, cancellationToken)).TryGet(out var ticket, out var refusal))
                return ticket;
            if (refusal.Error != Catalogue.Kdc.PreAuthenticationFailed && refusal.Error != Catalogue.Kdc.ReplyUndecryptable)
                return refusal;
            refused = new Refusal(Catalogue.Kerberos.KeytabKeyOutdated, $"{client}@{realm} version {generation.Key}; {refusal.Detail}");
        }

        return refused;
    }

    private async Task<Result<HeldTicket>> SignInAsync(
        string realm, PrincipalName client, PrincipalName service, Func<IReadOnlyList<PaData>, Result<KerberosKey>> keyFor, IReadOnlyList<KdcEndpoint> kdcs, CancellationToken cancellationToken)
    {
        var conversation = new AsConversation(transport, time, realm, client, service, kdcs, armour: null);
        if (!(await conversation.AskAsync([], cancellationToken)).TryGet(out var asked, out var refusal))
            return refusal;
        if (asked.Refusal is { } refused)
            return refused;
        if (!keyFor(asked.PreAuthentication).TryGet(out var key, out refusal))
            return refusal;

        using (key)
        {
            // A KDC that asks for no proof has answered already.
            if (asked.Reply is not null)
                return conversation.Verify(asked, key);
            return (await conversation.ProveAsync(asked, key, cancellationToken)).TryGet(out var answer, out refusal) ? conversation.Verify(answer, key) : refusal;
        }
    }
}
