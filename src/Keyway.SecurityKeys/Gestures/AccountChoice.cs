using Keyway.Errors;

namespace Keyway.SecurityKeys.Gestures;

/// <summary>Which of the accounts on a key is meant. Names are compared without case, as the directory does.</summary>
public static class AccountChoice
{
    /// <summary>Chooses one assertion.</summary>
    /// <param name="assertions">One for each account, newest first.</param>
    /// <param name="user">The name that the person gave, or null.</param>
    /// <param name="ask">Asks the person for the index of one of the names; null when nobody answers.</param>
    public static Result<KeyAssertion> Choose(IReadOnlyList<KeyAssertion> assertions, string? user, Func<IReadOnlyList<string>, int?> ask)
    {
        if (assertions.Count == 0)
            return Catalogue.Device.AccountNotOnKey;
        if (user is not null)
        {
            var named = assertions.Where(assertion => string.Equals(assertion.UserName, user, StringComparison.OrdinalIgnoreCase)).ToArray();
            if (named.Length == 1)
                return named[0];

            // A key with one account may keep its name to itself (CTAP 2.1, 6.2.2); then the server's answer is compared with the name.
            if (named.Length == 0 && assertions is [{ UserName: null } only])
                return only;
            if (named.Length == 0)
                return new Refusal(Catalogue.Device.AccountNotOnKey, List(assertions));
            assertions = named;
        }

        if (assertions is [var single])
            return single;
        return ask([.. assertions.Select(Name)]) is { } index ? assertions[index] : new Refusal(Catalogue.Device.AccountChoiceNeeded, List(assertions));
    }

    private static string Name(KeyAssertion assertion) => assertion.UserName ?? assertion.UserDisplayName ?? "an account without a name";

    private static string List(IEnumerable<KeyAssertion> assertions) => string.Join(", ", assertions.Select(Name));
}
