using Keyway.Errors;

namespace Keyway.Server.KerberosServers;

/// <summary>One rule on the way to a ticket. A sign-in asks until the first refusal, an explanation asks all.</summary>
/// <param name="Name">In words that an administrator knows; true when the rule holds.</param>
/// <param name="Needs">Without it the rule cannot be asked.</param>
/// <param name="Check">Null when the rule holds.</param>
/// <param name="Seen">What was looked at, for people, when the rule holds. A SID alone is shown with the group's name.</param>
internal sealed record TicketRule(string Name, TicketRule.Need Needs, TicketRule.Question<Refusal?> Check, TicketRule.Question<string> Seen)
{
    /// <summary>By reference, so that asking allocates nothing.</summary>
    public delegate T Question<out T>(in TicketCase ticket);

    /// <summary>The part of a case that a rule looks at.</summary>
    public enum Need
    {
        Nothing,
        Account,
        AccountAndServer,
        Server,
    }

    /// <summary>Whether the case has what the rule needs.</summary>
    public bool CanBeAsked(in TicketCase ticket) =>
        (ticket.Account is not null || Needs is Need.Nothing or Need.Server) && (ticket.Server is not null || Needs is Need.Nothing or Need.Account);
}
