using System.Text;

namespace Keyway.Lab.Components;

/// <summary>The people and groups of a domain, as LDIF for Samba's own directory tools.</summary>
internal static class DomainAccounts
{
    private const int NormalAccount = 0x200;
    private const int Disabled = 0x202;
    private const int NeverExpires = 0x10200;

    /// <summary>Everyone in normal state; <see cref="Changes"/> follows when all have registered a key.</summary>
    public static string Additions(LabDomain domain, LabRecord record)
    {
        var ldif = new StringBuilder();
        foreach (var account in domain.People)
        {
            ldif.Append($"""
                dn: {DistinguishedName(domain, account)}
                objectClass: user
                sAMAccountName: {account.Name}
                userPrincipalName: {domain.Upn(account.Name)}
                displayName: {account.DisplayName}
                mail: {domain.Upn(account.Name)}
                userAccountControl: {NormalAccount}
                unicodePwd:: {Password(record.UserPassword)}


                """);
        }

        // The web site's account holds the key of HTTP/intranet; 24 allows AES only (Samba would export RC4 alone otherwise).
        ldif.Append($"""
            dn: CN=web-svc,{People(domain)}
            objectClass: user
            sAMAccountName: web-svc
            userAccountControl: {NeverExpires}
            unicodePwd:: {Password(record.UserPassword)}
            servicePrincipalName: HTTP/intranet.{domain.DnsName}
            msDS-SupportedEncryptionTypes: 24

            dn: CN={Domain.SyncAccount},{People(domain)}
            objectClass: user
            sAMAccountName: {Domain.SyncAccount}
            userPrincipalName: {domain.Upn(Domain.SyncAccount)}
            userAccountControl: {NeverExpires}
            unicodePwd:: {Password(record.UserPassword)}

            dn: CN={Domain.AllowedGroup},{People(domain)}
            objectClass: group
            sAMAccountName: {Domain.AllowedGroup}
            description: May sign in to the domain with a security key

            """);
        foreach (var account in domain.People.Where(account => account.Allowed))
            ldif.Append("member: ").Append(DistinguishedName(domain, account)).Append('\n');
        return ldif.ToString();
    }

    /// <summary>Password of the administrator, and who is a Domain Admin.</summary>
    public static string Modifications(LabDomain domain, LabRecord record)
    {
        var ldif = new StringBuilder($"""
            dn: CN={Domain.Administrator},{People(domain)}
            changetype: modify
            replace: unicodePwd
            unicodePwd:: {Password(record.DomainAdministratorPassword)}
            -
            replace: userPrincipalName
            userPrincipalName: {domain.AdministratorUpn}


            """);
        foreach (var account in domain.People.Where(account => account.DomainAdministrator))
        {
            ldif.Append($"""
                dn: CN=Domain Admins,{People(domain)}
                changetype: modify
                add: member
                member: {DistinguishedName(domain, account)}


                """);
        }

        return ldif.ToString();
    }

    /// <summary>What happens to carol, dave and frank later.</summary>
    public static string Changes(DateTimeOffset now)
    {
        var ldif = new StringBuilder();
        foreach (var account in TestAccount.All)
        {
            var change = account.State switch
            {
                TestAccountState.MustChangePassword => "replace: pwdLastSet\npwdLastSet: 0",
                TestAccountState.Disabled => $"replace: userAccountControl\nuserAccountControl: {Disabled}",
                TestAccountState.Expired => $"replace: accountExpires\naccountExpires: {now.AddDays(-1).ToFileTime()}",
                _ => null,
            };
            if (change is not null)
                ldif.Append($"dn: {DistinguishedName(LabDomain.Contoso, account)}\nchangetype: modify\n{change}\n\n");
        }

        return ldif.ToString();
    }

    /// <summary>An administrator gives somebody the lab's password, to be changed at the next sign-in.</summary>
    public static string PasswordReset(TestAccount account, LabRecord record) => $"""
        dn: {DistinguishedName(LabDomain.Contoso, account)}
        changetype: modify
        replace: unicodePwd
        unicodePwd:: {Password(record.UserPassword)}
        -
        replace: pwdLastSet
        pwdLastSet: 0

        """;

    public static string DistinguishedName(LabDomain domain, TestAccount account) => $"CN={account.DisplayName},{People(domain)}";

    private static string People(LabDomain domain) => "CN=Users," + domain.BaseDn;

    // unicodePwd wants the password in quotes as UTF-16LE ([MS-ADTS] 3.1.1.3.1.5.1).
    private static string Password(string password) => Convert.ToBase64String(Encoding.Unicode.GetBytes($"\"{password}\""));
}
