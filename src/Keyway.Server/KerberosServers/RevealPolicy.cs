using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.Server.KerberosServers;

/// <summary>
/// Who may have a partial TGT: what a domain controller asks when a read-only one wants a user's secrets ([MS-DRSR] 4.1.10.5.14,
/// RevealSecretsForUserAllowed), asked before the ticket is minted, and a few accounts that get none whatever the lists say.
/// The checks are rules of <see cref="TicketRules"/>; each needs a synced account, its groups and a Kerberos server.
/// </summary>
internal static class RevealPolicy
{
    private const uint AdministratorRid = 500;
    private const uint KrbtgtRid = 502;

    // Groups of a domain that AdminSDHolder protects or that the vendor denies by default: Enterprise Read-only Domain Controllers, Domain Admins,
    // Domain Controllers, Cert Publishers, Schema Admins, Enterprise Admins, Read-only Domain Controllers, Key Admins, Enterprise Key Admins.
    private static readonly HashSet<uint> PrivilegedDomainGroups = [498, 512, 516, 517, 518, 519, 521, 526, 527];

    // S-1-5-32-: Administrators, Account, Server, Print and Backup Operators, Replicator.
    private static readonly HashSet<uint> PrivilegedBuiltinGroups = [544, 548, 549, 550, 551, 552];

    /// <summary>KW2402 unless person and SID are of the Kerberos server's domain.</summary>
    public static Refusal? CheckSid(in TicketCase ticket)
    {
        var (account, server) = (ticket.Account!.OnPremises!, ticket.Server!);
        return account.DomainDnsName == server.Domain && account.Sid.IsDomainAccount && account.Sid.Parent.Equals(server.DomainSid)
            ? null
            : new Refusal(Catalogue.KerberosServers.SidOfOtherDomain, account.Sid.ToString());
    }

    /// <summary>KW2403 for accounts whose keys are the domain's own: Kerberos services, machines and trusts, and the ones that read every secret by replication.</summary>
    public static Refusal? CheckPerson(in TicketCase ticket)
    {
        var account = ticket.Account!.OnPremises!;
        var isSecret = account.Sid.RelativeIdentifier == KrbtgtRid
            || account.SamAccountName.EndsWith('$')
            || account.SamAccountName.Equals("krbtgt", StringComparison.OrdinalIgnoreCase)
            || account.SamAccountName.StartsWith("krbtgt_", StringComparison.OrdinalIgnoreCase)
            || account.SamAccountName.StartsWith("MSOL_", StringComparison.OrdinalIgnoreCase);
        return isSecret ? new Refusal(Catalogue.KerberosServers.DomainSecretAccount, account.SamAccountName) : null;
    }

    /// <summary>KW2404 for accounts that AdminSDHolder protects, the built-in administrator, and members of privileged groups.</summary>
    public static Refusal? CheckOrdinary(in TicketCase ticket)
    {
        var account = ticket.Account!.OnPremises!;
        if (account.Privileged || account.Sid.RelativeIdentifier == AdministratorRid)
            return new Refusal(Catalogue.KerberosServers.PrivilegedAccount);
        foreach (var group in ticket.Groups!.Sids)
        {
            if (IsPrivileged(group))
                return new Refusal(Catalogue.KerberosServers.PrivilegedAccount, group.ToString());
        }

        return null;
    }

    /// <summary>KW2405 when the person, or a group of his, must never be revealed. Deny wins over allow.</summary>
    public static Refusal? CheckNotDenied(in TicketCase ticket) =>
        Find(ticket, ticket.Server!.DeniedSids) is { } denied ? new Refusal(Catalogue.KerberosServers.DenyListed, denied.ToString()) : null;

    /// <summary>KW2406 when neither the person nor a group of his may be revealed.</summary>
    public static Refusal? CheckAllowed(in TicketCase ticket) => FindAllowed(ticket) is null ? new Refusal(Catalogue.KerberosServers.NotAllowed) : null;

    /// <summary>Through which SID the person is allowed, or null.</summary>
    public static SecurityIdentifier? FindAllowed(in TicketCase ticket) => Find(ticket, ticket.Server!.AllowedSids);

    private static SecurityIdentifier? Find(in TicketCase ticket, IReadOnlySet<SecurityIdentifier> list)
    {
        var own = ticket.Account!.OnPremises!.Sid;
        if (list.Contains(own))
            return own;
        foreach (var group in ticket.Groups!.Sids)
        {
            if (list.Contains(group))
                return group;
        }

        return null;
    }

    // Schema and Enterprise Admins live in the forest's root domain, so that their domain part is not compared.
    private static bool IsPrivileged(SecurityIdentifier group) =>
        group.IsDomainAccount
            ? PrivilegedDomainGroups.Contains(group.RelativeIdentifier)
            : group is { Authority: 5, SubAuthorities: [32, var builtin] } && PrivilegedBuiltinGroups.Contains(builtin);
}
