using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.KerberosServers;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.Explanations;

/// <summary>The rules that only the domain can answer: those by which its domain controllers refuse the exchange of a ticket.</summary>
internal static class DomainRules
{
    /// <summary>The record that was synced is that of the account that the domain has: a person who appears under another SID may have been put there.</summary>
    public static RuleAnswer OfRecord(AccountFindings account, TicketExplanation server)
    {
        const string Name = "The synced record is that of this account";
        return server.UserPrincipalName is null
            ? new RuleAnswer(Name, null, "not asked: there is none")
            : Rule(
                Name,
                string.Equals(server.ObjectSid, account.Sid.ToString(), StringComparison.OrdinalIgnoreCase),
                string.Equals(server.ObjectSid, account.Sid.ToString(), StringComparison.OrdinalIgnoreCase)
                    ? $"objectGUID {account.ObjectGuid:D}, {account.Sid}"
                    : $"{account.Sid} in the domain, {server.ObjectSid ?? "none"} at the identity server",
                Catalogue.Connect.SidDiffers);
    }

    /// <summary>What the domain says of the account itself.</summary>
    public static IReadOnlyList<RuleAnswer> OfAccount(AccountFindings account, DateTimeOffset now) =>
    [
        Rule("The account is enabled in the domain", account.Enabled, account.Enabled ? "enabled" : "disabled", Catalogue.Connect.DisabledInDomain),
        Rule("The account is not locked", !account.Locked, account.Locked ? "locked" : "not locked", Catalogue.Connect.LockedInDomain),
        Rule(
            "The account has not expired",
            account.AccountExpires is not { } expires || expires > now,
            account.AccountExpires is { } end ? "expires on " + KerberosServerColumns.Time(end) : "never expires",
            Catalogue.Connect.ExpiredInDomain),
        Rule("The password has not expired", !account.PasswordExpired, account.PasswordExpired ? "expired, or to be changed" : "in force", Catalogue.Connect.PasswordExpiredInDomain),
    ];

    /// <summary>What the lists of the Kerberos server say of it. Deny wins over allow, and no list lets a privileged account through.</summary>
    public static IReadOnlyList<RuleAnswer> OfLists(AccountFindings account, KerberosServerDescription server) =>
    [
        Rule(
            "A group of the allow list holds the account",
            account.AllowedBy is not null,
            account.AllowedBy is { } allow ? "by " + allow.Name : $"none of {string.Join(", ", server.AllowGroups.Select(group => group.Name))}",
            Catalogue.Connect.NotAllowedInDomain),
        Rule("No group of the deny list holds the account", account.DeniedBy is null, account.DeniedBy is { } deny ? "in " + deny.Name : $"{server.DenyGroups.Count} groups asked", Catalogue.Connect.DeniedInDomain),
        Rule(
            "The account is not privileged",
            account.PrivilegedBy is null && !account.Protected,
            account.PrivilegedBy is { } privileged ? "in " + privileged.Name : account.Protected ? "adminCount is 1" : "in no privileged group",
            Catalogue.Connect.PrivilegedInDomain),
    ];

    /// <summary>The identity server mints with a key that the domain takes.</summary>
    /// <param name="published">Null when the server holds nothing of this name.</param>
    public static RuleAnswer OfKey(KerberosServerDescription here, KerberosServerState? published) => Rule(
        "The identity server mints with the key of the domain",
        published is not null && published.CloudId == here.Id && published.TicketKeyVersion == here.TicketKeyVersion,
        published is null ? "nothing is published" : $"number {here.Id}, ticket key version {here.TicketKeyVersion} in the domain, {published.CloudId}, {published.TicketKeyVersion} at the identity server",
        Catalogue.Connect.KeyNotInStep);

    private static RuleAnswer Rule(string rule, bool holds, string seen, KeywayError error) => new(rule, holds, seen, holds ? null : error.Code);
}
