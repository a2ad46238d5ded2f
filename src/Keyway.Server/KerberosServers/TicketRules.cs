using System.Globalization;
using Keyway.Errors;
using Keyway.Server.Accounts;
using static Keyway.Server.KerberosServers.TicketRule;

namespace Keyway.Server.KerberosServers;

/// <summary>Every rule on the way to a partial TGT, in the order of a sign-in. They stand here once: minting and explanations ask the same ones.</summary>
internal static class TicketRules
{
    /// <summary>About the person, whatever the Kerberos server.</summary>
    public static readonly TicketRule[] OfPerson =
    [
        new("The account is synced from its domain", Need.Nothing,
            static (in ticket) => ticket.Account is null ? Refused(Catalogue.Accounts.AccountUnknown) : ticket.Account.OnPremises is null ? Refused(Catalogue.KerberosServers.NotSynced) : null,
            static (in ticket) => $"{ticket.Account!.UserName}, {ticket.Account.OnPremises!.Sid}{ticket.SyncTrouble}"),
        new("The account is enabled", Need.Account, static (in ticket) => ticket.Account!.CheckEnabled(), static (in _) => "enabled"),
        new("The account has not expired", Need.Account, static (in ticket) => ticket.Account!.CheckNotExpired(ticket.Now), static (in ticket) => Expiry(ticket.Account!)),
        new("The password need not be changed first", Need.Account, static (in ticket) => ticket.Account!.CheckPassword(ticket.Now), static (in ticket) => PasswordExpiry(ticket.Account!)),
    ];

    /// <summary>About the person's security keys. A sign-in has asked the same of the very key that it was made with, before it comes to tickets.</summary>
    public static readonly TicketRule[] OfSignIn =
    [
        new("The person may sign in with security keys", Need.Account, static (in ticket) => ticket.SignIn?.MethodRefusal, static (in _) => "the security key policy includes the person"),
        new("The person has a registered security key of an allowed model", Need.Account, static (in ticket) => ticket.SignIn?.KeyRefusal,
            static (in ticket) => string.Create(CultureInfo.InvariantCulture, $"{ticket.SignIn?.Usable} of {ticket.SignIn?.Registered} registered security keys")),
    ];

    /// <summary>About the Kerberos server and what it may do for the person.</summary>
    public static readonly TicketRule[] OfServer =
    [
        new("The domain has a Kerberos server here", Need.Nothing,
            static (in ticket) => ticket.Server is null ? new Refusal(Catalogue.KerberosServers.NoKerberosServer, ticket.Account?.OnPremises?.DomainDnsName) : null,
            static (in ticket) => string.Create(CultureInfo.InvariantCulture, $"{ticket.Server!.Name}, id {ticket.Server.BranchId}, key version {ticket.Server.KeyVersion}")),
        new("Minting is not stopped by drift", Need.Server,
            static (in ticket) => ticket.Server!.IsStopped ? new Refusal(Catalogue.KerberosServers.MintingStopped, DriftReports.Kinds(ticket.Server.Drift)) : null,
            static (in ticket) => ticket.Server!.Drift is { } drift ? $"last check {drift.CheckedOn:u}" : "no check was reported since the last publication"),
        new("The account's SID is of this domain", Need.AccountAndServer, RevealPolicy.CheckSid, static (in ticket) => ticket.Account!.OnPremises!.Sid.ToString()),
        new("The account is a person's", Need.AccountAndServer, RevealPolicy.CheckPerson, static (in ticket) => ticket.Account!.OnPremises!.SamAccountName),
        new("The account is not privileged", Need.AccountAndServer, RevealPolicy.CheckOrdinary, static (in _) => "neither protected nor in a privileged group"),
        new("The account is in no denied group", Need.AccountAndServer, RevealPolicy.CheckNotDenied,
            static (in ticket) => string.Create(CultureInfo.InvariantCulture, $"none of {ticket.Server!.DeniedSids.Count} denied groups")),
        new("The account is in an allowed group", Need.AccountAndServer, RevealPolicy.CheckAllowed, static (in ticket) => RevealPolicy.FindAllowed(ticket)!.ToString()),
    ];

    /// <summary>All of them, in order.</summary>
    public static IEnumerable<TicketRule> All => [.. OfPerson, .. OfSignIn, .. OfServer];

    /// <summary>What the first rule that does not hold says, or null.</summary>
    public static Refusal? FirstRefusal(TicketRule[] rules, in TicketCase ticket)
    {
        foreach (var rule in rules)
        {
            if (rule.Check(ticket) is { } refusal)
                return refusal;
        }

        return null;
    }

    private static Refusal Refused(KeywayError error) => new(error);

    private static string PasswordExpiry(Account account) =>
        account.OnPremises?.PasswordExpires is { } end ? $"to be changed from {end:u} on" : "neither expired nor to be changed";

    private static string Expiry(Account account) => account.OnPremises?.AccountExpires is { } end ? $"expires {end:u}" : "never expires";
}
