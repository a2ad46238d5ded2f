using Keyway.Errors;
using Keyway.Kerberos.Keytabs;
using Keyway.Kerberos.Messages;

namespace Keyway.Device.Joining.Hybrid;

/// <summary>The computer's own account, as its keytab names it.</summary>
/// <param name="Realm">Such as <c>CONTOSO.CORP.COM</c>.</param>
/// <param name="Name">sAMAccountName with its dollar sign, such as <c>DEV1$</c>.</param>
internal sealed record ComputerAccount(string Realm, string Name)
{
    /// <summary>DNS name of the domain, lower case.</summary>
    public string Domain => Realm.ToLowerInvariant();

    /// <summary>The account as a Kerberos client.</summary>
    public PrincipalName Principal => PrincipalName.User(Name);

    /// <summary>Finds it: the one name of a single part that ends in a dollar sign.</summary>
    /// <param name="keytab">The keytab.</param>
    /// <param name="domain">The domain to look for; null when there is only one.</param>
    public static Result<ComputerAccount> Find(Keytab keytab, string? domain)
    {
        var found = keytab
            .Where(entry => entry.Principal.Components is [{ Length: > 1 } name] && name.EndsWith('$') && entry.Realm.Length > 0)
            .Where(entry => domain is null || entry.Realm.Equals(domain.TrimEnd('.'), StringComparison.OrdinalIgnoreCase))
            .Select(entry => new ComputerAccount(entry.Realm.ToUpperInvariant(), entry.Principal.Components[0].ToUpperInvariant()))
            .Distinct()
            .ToArray();
        return found switch
        {
            [var only] => only,
            [] => new Refusal(Catalogue.Device.KeytabMissing, domain is null ? "no name that ends in $" : "no computer account of " + domain),
            _ => new Refusal(Catalogue.Device.ComputerUnclear, string.Join(", ", found.Select(account => $"{account.Name}@{account.Realm}"))),
        };
    }
}
