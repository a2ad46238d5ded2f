using Keyway.Contracts.KerberosServers;
using Keyway.Errors;
using Keyway.Kerberos.Pac;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.Synchronization;

namespace Keyway.Server.KerberosServers;

/// <summary>Tells an administrator what each rule on the way to a ticket says of a person. Reads only.</summary>
internal sealed class TicketExplanations(AccountDirectory accounts, SecurityKeyStandings securityKeys, KerberosServerService servers, SynchronizationReports synchronization, TimeProvider time)
{
    private const string NotAsked = "not asked, because an earlier rule does not hold";

    /// <summary>Asks every rule about one Kerberos server of a domain.</summary>
    /// <param name="domain">Lower case.</param>
    /// <param name="objectGuid">The person's in the domain; one who is not known is an answer, not a refusal.</param>
    public TicketExplanation Explain(string domain, string name, Guid objectGuid)
    {
        var account = accounts.FindByAnchor(domain, objectGuid);
        var ticket = new TicketCase(
            time.GetUtcNow(), account, account is null ? null : securityKeys.Of(account), servers.Find(domain, name), account is null ? null : accounts.GroupsOf(account),
            SyncTrouble(domain));
        var answers = new List<RuleAnswer>();
        foreach (var rule in TicketRules.All)
            answers.Add(Answer(rule, ticket, domain));
        return new TicketExplanation(objectGuid, account?.UserName, account?.OnPremises?.Sid.ToString(), answers);
    }

    // No rule of its own, because minting goes on; but an answer of old facts must say so.
    private string? SyncTrouble(string domain) => synchronization.Find(domain) is not { } known ? null
        : known.IsOverdue(time.GetUtcNow()) ? $"; the domain's synchronisation stands still (KW2545): due {known.DueOn:u}, last success {known.LastSuccessOn?.ToString("u") ?? "none"}"
        : known.IsStopped ? $"; the domain's last synchronisation did not succeed (KW2546): last success {known.LastSuccessOn?.ToString("u") ?? "none"}"
        : null;

    private RuleAnswer Answer(TicketRule rule, in TicketCase ticket, string domain)
    {
        if (!rule.CanBeAsked(ticket))
            return new RuleAnswer(rule.Name, null, NotAsked);
        if (rule.Check(ticket) is not { } refusal)
            return new RuleAnswer(rule.Name, true, WithName(rule.Seen(ticket), domain));
        return new RuleAnswer(rule.Name, false, InWords(refusal, domain), refusal.Code);
    }

    private string InWords(Refusal refusal, string domain) =>
        refusal.Error.Cause + (refusal.Detail is { } detail ? $" ({WithName(detail, domain)}) " : " ") + refusal.Error.Remedy;

    private string WithName(string text, string domain) =>
        SecurityIdentifier.Parse(text).TryGet(out var sid, out _) && accounts.GroupName(domain, sid) is { } group ? $"{group}, {sid}" : text;
}
