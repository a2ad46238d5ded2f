using Keyway.Errors;
using Keyway.Kerberos;
using Keyway.Kerberos.Pac;

namespace Keyway.Device.SignIn;

/// <summary>Who a synced person is in the domain, as the identity server says.</summary>
/// <param name="Account">sAMAccountName.</param>
/// <param name="Domain">DNS name of the domain, lower case.</param>
/// <param name="Sid">objectSid in text; null when only a ticket told of the person.</param>
internal sealed record OnPremisesPerson(string Account, string Domain, string? Sid)
{
    /// <summary>Reads both places in which the server tells; they must say the same.</summary>
    /// <returns>The person; <see cref="Catalogue.Daemon.NotOfDomain"/> for one without a domain; a refusal for two answers.</returns>
    public static Result<OnPremisesPerson> Of(IdTokenClaims claims, Result<HeldTicket> ticket)
    {
        var held = ticket.Succeeded ? ticket.Value : null;
        var ticketAccount = held?.Client.ToString();
        if (claims is { OnPremisesAccountName: { Length: > 0 } account, OnPremisesDomain: { Length: > 0 } domain, OnPremisesSid: { } sid })
        {
            if (!SecurityIdentifier.Parse(sid).Succeeded)
                return new Refusal(Catalogue.Device.ServerReplyMalformed, "onprem_sid of the id_token");
            return held is null || (string.Equals(ticketAccount, account, StringComparison.OrdinalIgnoreCase) && string.Equals(held.ClientRealm, domain, StringComparison.OrdinalIgnoreCase))
                ? new OnPremisesPerson(account, domain.ToLowerInvariant(), sid)
                : new Refusal(Catalogue.Device.TicketOfAnother, $"{ticketAccount}@{held.ClientRealm} for {account}@{domain}");
        }

        return held is null ? Catalogue.Daemon.NotOfDomain : new OnPremisesPerson(ticketAccount!, held.ClientRealm.ToLowerInvariant(), null);
    }
}
