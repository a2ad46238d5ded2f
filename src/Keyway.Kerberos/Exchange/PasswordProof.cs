using Keyway.Errors;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Exchange;

/// <summary>
/// Asks a domain whether a password is right. FAST protects the question when the KDC speaks it (RFC 6113): then nobody on the way learns anything that the
/// password could be guessed from, nor forges a verdict. Otherwise the proof is an encrypted timestamp, and the KDC must prove itself afterwards. Thread-safe.
/// </summary>
public sealed class PasswordProof(KdcTransport transport, TimeProvider time)
{
    /// <summary>The service that gives tickets for an expired password too (RFC 3244 2).</summary>
    private static readonly PrincipalName ChangePassword = PrincipalName.Service("kadmin/changepw");

    private readonly KdcProof _kdcProof = new(transport, time);

    /// <summary>Asks whether a password is right.</summary>
    /// <param name="realm">The user's realm, such as <c>CONTOSO.CORP.COM</c>.</param>
    /// <param name="user">By sAMAccountName, or by user principal name as an enterprise name.</param>
    /// <param name="passwordUtf8">The password: not copied, so that the caller can zero it afterwards.</param>
    /// <param name="kdcs">Domain controllers of the realm, best first.</param>
    /// <param name="armour">A TGT of the realm that <see cref="AsExchange"/> got by another account's secret: it armours the question, or makes the KDC prove itself.</param>
    /// <returns>The verdict; a refusal when the domain could not be asked or what answered is not to be believed.</returns>
    public async Task<Result<PasswordAnswer>> CheckAsync(
        string realm, PrincipalName user, ReadOnlyMemory<byte> passwordUtf8, IReadOnlyList<KdcEndpoint> kdcs, HeldTicket armour, CancellationToken cancellationToken)
    {
        if (FindUnusable(armour, realm) is { } unusable)
            return unusable;

        var question = new Question(realm, user, passwordUtf8, kdcs, armour);
        using var fast = FastArmour.Make(armour, time.GetUtcNow());
        var armoured = armour.FastOffered;
        if (!armoured)
        {
            // Nobody protects this offer. When it was taken away, the reply says so in the end.
            if (!(await Conversation(question, PrincipalName.TicketGranting(realm), null).AskAsync([], cancellationToken)).TryGet(out var offer, out var refusal))
                return refusal;
            armoured = offer.OffersFast;
        }

        var used = armoured ? fast : null;
        var first = await CheckAsync(question, PrincipalName.TicketGranting(realm), used, cancellationToken);
        if (!first.TryGet(out var answer, out _) || answer.Verdict != PasswordVerdict.PasswordExpired)
            return first;

        // Some KDCs look at the age before the password. Only the service that changes passwords tells whether it is right.
        var second = await CheckAsync(question, ChangePassword, used, cancellationToken);
        if (!second.TryGet(out var changing, out _))
            return second;
        return changing.Verdict switch
        {
            PasswordVerdict.Right => answer,
            PasswordVerdict.PasswordExpired => new Refusal(Catalogue.Kdc.KeyExpired, changing.Detail),
            _ => changing,
        };
    }

    private async Task<Result<PasswordAnswer>> CheckAsync(Question question, PrincipalName server, FastArmour? fast, CancellationToken cancellationToken)
    {
        var conversation = Conversation(question, server, fast);
        if (!(await conversation.AskAsync([], cancellationToken)).TryGet(out var asked, out var refusal))
            return refusal;
        using (asked)
        {
            if (asked.Refusal is { } refused)
                return Judge(asked, refused, fast);
            if (!KeyHints.Derive(asked.PreAuthentication, question.Realm, question.User, question.PasswordUtf8.Span).TryGet(out var key, out refusal))
                return refusal;
            using (key)
            {
                if (asked.Reply is not null)
                    return await AcceptAsync(question, conversation, asked, key, server, cancellationToken);
                if (!(await conversation.ProveAsync(asked, key, cancellationToken)).TryGet(out var answer, out refusal))
                    return refusal;
                using (answer)
                {
                    return answer.Error is null
                        ? await AcceptAsync(question, conversation, answer, key, server, cancellationToken)
                        : Judge(answer, answer.Refusal ?? Catalogue.Kdc.PreAuthenticationRequired, fast);
                }
            }
        }
    }

    /// <summary>A reply counts when it opens with the password's key and comes from the domain.</summary>
    private async Task<Result<PasswordAnswer>> AcceptAsync(
        Question question, AsConversation conversation, AsAnswer answer, KerberosKey key, PrincipalName server, CancellationToken cancellationToken)
    {
        if (!conversation.Verify(answer, key).TryGet(out var ticket, out var refusal))
        {
            // An account that needs no proof gets a reply for any password; a wrong one does not open it.
            return refusal.Error == Catalogue.Kdc.ReplyUndecryptable
                ? new PasswordAnswer(PasswordVerdict.Wrong, conversation.Armoured, refusal.Detail)
                : refusal;
        }

        using (ticket)
        {
            if (conversation.Armoured)
                return new PasswordAnswer(PasswordVerdict.Right, true, null);
            if (ticket.FastOffered)
                return new Refusal(Catalogue.Kerberos.FastMissing, "the offer did not arrive");
            var proven = server == ChangePassword ? null : await _kdcProof.FindFaultAsync(ticket, question.Armour, question.Kdcs, cancellationToken);
            return proven is null ? new PasswordAnswer(PasswordVerdict.Right, false, null) : proven;
        }
    }

    private static Result<PasswordAnswer> Judge(AsAnswer answer, Refusal refusal, FastArmour? fast) =>
        answer.Error is { } error && PasswordVerdicts.From(error.Code, answer.WindowsStatus) is { } verdict
            ? new PasswordAnswer(verdict, fast is not null, refusal.Detail)
            : refusal;

    private Refusal? FindUnusable(HeldTicket armour, string realm)
    {
        if (!armour.IsTicketGranting || !string.Equals(armour.ServerRealm, realm, StringComparison.OrdinalIgnoreCase))
            return new Refusal(Catalogue.Kerberos.ArmourUnusable, $"{armour.Server}@{armour.ServerRealm}");
        if (armour.SessionKey.Type == EncryptionType.Rc4Hmac)
            return new Refusal(Catalogue.Kerberos.ArmourUnusable, armour.SessionKey.Type.ToString());
        return armour.EndTime <= time.GetUtcNow() ? new Refusal(Catalogue.Kerberos.ArmourUnusable, $"until {armour.EndTime:u}") : null;
    }

    private AsConversation Conversation(Question question, PrincipalName server, FastArmour? fast) =>
        new(transport, time, question.Realm, question.User, server, question.Kdcs, fast);

    private sealed record Question(string Realm, PrincipalName User, ReadOnlyMemory<byte> PasswordUtf8, IReadOnlyList<KdcEndpoint> Kdcs, HeldTicket Armour);
}
