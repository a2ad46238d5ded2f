using Keyway.Contracts.SignIn;
using Keyway.Errors;
using Keyway.Kerberos;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.Messages;
using Keyway.Kerberos.RenewedPasswords;

namespace Keyway.Device.SignIn;

/// <summary>A password that a person has changed in the middle of a sign-in. The domain can say so to the identity server, which has not heard of it yet.</summary>
/// <param name="Domain">DNS name of the domain.</param>
/// <param name="Ticket">A TGT, got by the new password; null when the domain gave none yet.</param>
/// <param name="Kdcs">Domain controllers, first the one that made the change.</param>
internal sealed record ChangedPassword(string Domain, HeldTicket? Ticket, IReadOnlyList<KdcEndpoint> Kdcs, TimeProvider Time) : IDisposable
{
    // What a PRT request has room for; people of very many groups wait for the sync.
    private const int LongestAnswer = 16 * 1024;

    /// <summary>Shows the server's question to the domain.</summary>
    /// <returns>DER of the domain's answer, for the server alone to read.</returns>
    public async Task<Result<byte[]>> AnswerAsync(PasswordQuestion question, CancellationToken cancellationToken)
    {
        if (Ticket is null)
            return Catalogue.Kerberos.PasswordUnproven;
        var der = new byte[question.Ticket.Length];
        if (!Convert.TryFromBase64String(question.Ticket, der, out var length))
            return new Refusal(Catalogue.Kerberos.MessageMalformed, "the server's question");
        if (!Kerberos.Messages.Ticket.Parse(der.AsMemory(0, length)).TryGet(out var ticket, out var refusal))
            return refusal;
        var answer = await new RenewedPasswordExchange(new KdcTransport(), Time).ProveAsync(Ticket, PrincipalName.User(question.Account), ticket, Kdcs, cancellationToken);
        return answer.TryGet(out var proof, out refusal) && proof.Length > LongestAnswer
            ? new Refusal(Catalogue.Kerberos.MessageTooLarge, $"an answer of {proof.Length} bytes")
            : answer;
    }

    public void Dispose() => Ticket?.Dispose();

    public override string ToString() => $"{nameof(ChangedPassword)} in {Domain}";
}
