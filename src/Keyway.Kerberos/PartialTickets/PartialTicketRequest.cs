using System.Text;
using Keyway.Kerberos.Pac;

namespace Keyway.Kerberos.PartialTickets;

/// <summary>Whom a partial TGT is for, as the directory sync learned it from the domain.</summary>
/// <param name="DomainDnsName">The user's domain, such as <c>contoso.corp.com</c>; its upper case is the realm.</param>
/// <param name="NetBiosDomainName">The domain's short name, such as <c>CONTOSO</c>.</param>
/// <param name="SamAccountName">The user's sAMAccountName, which becomes the ticket's client name.</param>
/// <param name="DisplayName">The user's display name, may be empty.</param>
/// <param name="UserPrincipalName">The user's UPN in the domain, may be empty.</param>
/// <param name="UserSid">The user's objectSid; a domain account.</param>
/// <param name="PasswordLastSet">When the password was set last; null when unknown.</param>
public sealed record PartialTicketRequest(
    string DomainDnsName,
    string NetBiosDomainName,
    string SamAccountName,
    string DisplayName,
    string UserPrincipalName,
    SecurityIdentifier UserSid,
    DateTimeOffset? PasswordLastSet = null)
{
    /// <summary>How long a partial ticket lives when nobody says otherwise, and so how long a former key still counts after a rotation.</summary>
    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromHours(10);

    /// <summary>How long the ticket is valid; the domain caps what it issues in exchange.</summary>
    public TimeSpan Lifetime { get; init; } = DefaultLifetime;

    /// <summary>For how long the ticket says that it is renewable.</summary>
    public TimeSpan RenewableLifetime { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The limits of Active Directory's own schema; null when the request keeps them, else the name of the attribute that does not.</summary>
    internal string? FindFault()
    {
        if (!IsName(DomainDnsName, 1, 255))
            return "DNS name of the domain";
        if (!IsName(NetBiosDomainName, 0, 64))
            return "NetBIOS name of the domain";
        if (!IsName(SamAccountName, 1, 256))
            return "sAMAccountName";
        if (!IsName(DisplayName, 0, 256))
            return "display name";
        if (!IsName(UserPrincipalName, 0, 1024))
            return "user principal name";
        if (!UserSid.IsDomainAccount)
            return "objectSid";
        return Lifetime > TimeSpan.Zero && RenewableLifetime >= Lifetime ? null : "lifetime";
    }

    private static bool IsName(string text, int minimum, int maximum)
    {
        if (text.Length < minimum || text.Length > maximum)
            return false;
        foreach (var rune in text.EnumerateRunes())
        {
            // Half of a surrogate pair is read as the replacement character.
            if (Rune.IsControl(rune) || rune == Rune.ReplacementChar)
                return false;
        }

        return true;
    }
}
