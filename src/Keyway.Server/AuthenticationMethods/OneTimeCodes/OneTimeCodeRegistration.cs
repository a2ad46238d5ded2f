using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.Policy;
using Keyway.Server.Storage;
using Keyway.Server.Tokens;

namespace Keyway.Server.AuthenticationMethods.OneTimeCodes;

/// <summary>
/// Who may register an authenticator app. A way back in must not be weaker than the way that it replaces: so this takes a strong sign-in not older than five
/// minutes; or, where the policy says so, a password alone of somebody who never had a key or an app, and no role.
/// </summary>
internal sealed class OneTimeCodeRegistration(SignInMethods methods, OneTimeCodePolicies policies, AccountDirectory accounts, TimeProvider time)
{
    /// <summary>Asks the store as it is; a write that registers asks again.</summary>
    /// <returns>Null when the person may; KW2050 to KW2052, KW2056, KW2684, KW2105.</returns>
    public Refusal? Check(StoreSession session, SignedInPerson person)
    {
        var now = time.GetUtcNow();
        if (AccountDirectory.Find(session, person.Account.Id) is not { } account)
            return new Refusal(Catalogue.Accounts.AccountUnknown);
        if ((account.CheckEnabled() ?? account.CheckNotExpired(now)) is { } standing)
            return standing;
        if (SessionsValidFrom.HasEnded(session, account.Id, person.AuthenticatedOn))
            return new Refusal(Catalogue.Accounts.SessionRevoked);
        var rules = policies.Current;
        if (!rules.Includes(account, accounts))
            return new Refusal(Catalogue.OneTimeCodes.CodesDisabled);
        return person.IsFresh(now) && (person.IsStrong || (rules.RegistrationByPasswordAllowed && IsFirst(session, person, account)))
            ? null
            : new Refusal(Catalogue.AuthenticationMethods.StrongSignInNeeded);
    }

    private bool IsFirst(StoreSession session, SignedInPerson person, Account account) =>
        person.Methods.Contains(AuthenticationMethod.Password) && account.Roles.Count == 0 && methods.Of(session, account).HasNothingRegistered
        && !RemovedMethods.Any(session, account.Id);
}
