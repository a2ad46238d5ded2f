using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.Policy;
using Keyway.Server.Metadata;
using Keyway.Server.Storage;

namespace Keyway.Server.AuthenticationMethods.Keys;

/// <summary>Tells other features whether a person could sign in with a security key, by the rules that a sign-in applies.</summary>
internal sealed class SecurityKeyStandings(SecurityKeyPolicies policies, AccountDirectory accounts, AuthenticatorModels models, Store store)
{
    public SecurityKeyStanding Of(Account account)
    {
        var policy = policies.Current;
        var keys = store.Read(session => SecurityKeyTable.OfUser(session, account.Id));
        var usable = keys.Count(key => policy.Allows(key.Aaguid) && models.Of(key.Aaguid).Refusal is null);
        return new SecurityKeyStanding(
            policy.Includes(account, accounts) ? null : new Refusal(Catalogue.AuthenticationMethods.MethodDisabled), KeyRefusal(keys.Count, usable), keys.Count, usable);
    }

    private static Refusal? KeyRefusal(int registered, int usable) => (registered, usable) switch
    {
        (_, > 0) => null,
        (0, _) => new Refusal(Catalogue.AuthenticationMethods.KeyNotRegistered, "the person has none"),
        _ => new Refusal(Catalogue.AuthenticationMethods.ModelNotAllowed),
    };
}
