using Keyway.Device.SignIn;
using Keyway.Kerberos.Messages;

namespace Keyway.Device.Daemon.Passwords;

/// <summary>What a sign-in learns of a password that has expired: the identity server says so from its sync, or the domain controller at the exchange.</summary>
internal sealed class ExpiredPassword
{
    /// <summary>Whose password; null when it has not expired, or nobody can say whose it is.</summary>
    public ExpiredPerson? Who { get; private set; }

    /// <summary>The server refused; all that is known of the person is their name on the key.</summary>
    /// <param name="userPrincipalName">Null when the key does not tell.</param>
    /// <param name="domain">Of the computer; without one, the name's own is asked.</param>
    public void AtServer(string? userPrincipalName, string? domain)
    {
        if (userPrincipalName is not null && userPrincipalName.Split('@') is [{ Length: > 0 }, { Length: > 0 } suffix])
            Who = new ExpiredPerson(PrincipalName.Enterprise(userPrincipalName), domain ?? suffix);
    }

    /// <summary>The domain controller refused somebody whom the server signed in.</summary>
    public void InDomain(OnPremisesPerson? person)
    {
        if (person is not null)
            Who = new ExpiredPerson(PrincipalName.User(person.Account), person.Domain);
    }
}
