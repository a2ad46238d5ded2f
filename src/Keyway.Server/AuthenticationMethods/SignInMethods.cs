using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.CloudPasswords;
using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.AuthenticationMethods.OneTimeCodes;
using Keyway.Server.AuthenticationMethods.Passes;
using Keyway.Server.AuthenticationMethods.Policy;
using Keyway.Server.Passwords.Policy;
using Keyway.Server.Storage;

namespace Keyway.Server.AuthenticationMethods;

/// <summary>Tells in which ways a person can sign in, by the rules that a sign-in applies.</summary>
internal sealed class SignInMethods(
    Store store, SecurityKeyPolicies keyPolicies, OneTimeCodePolicies codePolicies, PasswordPolicies passwordPolicies, AccountDirectory accounts)
{
    public MethodsOf Of(Account account) => store.Read(session => Of(session, account));

    /// <summary>The same inside a unit of work, which then knows whether it takes the last way: two removals cannot cross.</summary>
    public MethodsOf Of(StoreSession session, Account account)
    {
        var rules = keyPolicies.Current;
        var keys = SecurityKeyTable.OfUser(session, account.Id);
        return new MethodsOf(
            keys,
            rules.Includes(account, accounts) ? keys.FindAll(key => rules.Allows(key.Aaguid)) : [],
            OneTimeCodeTable.Find(session, account.Id)?.Method,
            codePolicies.Current.Includes(account, accounts),
            TemporaryAccessPassTable.Find(session, account.Id),
            PasswordOf(session, account));
    }

    private PasswordKind PasswordOf(StoreSession session, Account account)
    {
        if (account.OnPremises is { } onPremises)
            return passwordPolicies.Of(onPremises.DomainDnsName).Enabled ? PasswordKind.OnPremises : PasswordKind.None;
        return CloudPasswordTable.Has(session, account.Id) ? PasswordKind.Cloud : PasswordKind.None;
    }
}
