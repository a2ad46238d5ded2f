using Keyway.Device.Daemon.People;
using Keyway.Device.SignIn;
using Keyway.Errors;
using Keyway.SecurityKeys;

namespace Keyway.Device.Daemon.SignIns;

/// <summary>Who shall be recognised: somebody who is known here, a name that nobody here has yet, or whoever the key is.</summary>
/// <param name="Name">The local name; null when the program named nobody.</param>
/// <param name="Account">Whose name it is; null at the first sign-in.</param>
internal sealed record WantedPerson(string? Name, LocalAccount? Account)
{
    /// <summary>Who is meant by a program's words; null when it is nobody of the organisation.</summary>
    public static WantedPerson? Of(string user, LocalAccounts accounts, LocalFiles local)
    {
        if (user.Length == 0)
            return new WantedPerson(null, null);

        // A user of this computer is never somebody of the organisation, whatever the directory says.
        if (local.HasUser(user))
            return null;
        var name = user.Contains('@', StringComparison.Ordinal) ? LocalName.Of(user) : LocalName.IsValid(user) ? user : null;
        return name is null || local.HasUser(name) ? null : new WantedPerson(name, accounts.Find(name));
    }

    /// <summary>Chooses among the accounts on a key.</summary>
    /// <param name="ask">Asks the person for the index of one of the names.</param>
    public Result<KeyAssertion> Choose(IReadOnlyList<KeyAssertion> assertions, Func<IReadOnlyList<string>, int?> ask)
    {
        if (Name is not null)
        {
            // By credential first: a name on a key is that of the day on which it was registered.
            if (assertions.FirstOrDefault(IsKnown) is { } known)
                return known;
            if (assertions.FirstOrDefault(assertion => LocalName.Of(assertion.UserName) == Name) is { } named)
                return named;

            // A key with one account may keep its name to itself (CTAP 2.1, 6.2.2); the server says whose it is.
            return assertions is [{ UserName: null } only] ? only : Catalogue.Daemon.SomebodyElse;
        }

        if (assertions is [var single])
            return single;
        var names = assertions.Select(assertion => assertion.UserName ?? assertion.UserDisplayName ?? "an account without a name").ToArray();
        return ask(names) is { } index ? assertions[index] : Catalogue.Device.AccountChoiceNeeded;
    }

    /// <summary>Whether the one whom the server signed in is the one who is wanted.</summary>
    public bool Is(IssuedToken issued) =>
        Name is null || (Account is { } account ? account.ObjectId == issued.ObjectId : LocalName.Of(issued.User) == Name);

    private bool IsKnown(KeyAssertion assertion) =>
        Account is not null && Account.Credentials.Contains(System.Buffers.Text.Base64Url.EncodeToString(assertion.CredentialId.Span));
}
