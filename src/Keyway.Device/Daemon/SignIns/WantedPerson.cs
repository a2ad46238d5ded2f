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

        // A name of the site's name service, told by the sign-in that made it known.
        if (accounts.Find(user) is { Domain: not null } known)
            return new WantedPerson(user, known);
        var name = user.Contains('@', StringComparison.Ordinal) ? LocalName.Of(user) : LocalName.IsValid(user) ? user : null;
        return name is null || local.HasUser(name) ? null : new WantedPerson(name, accounts.Find(name));
    }

    /// <summary>The same at a computer that takes its users from its domain, in whatever form its name service knows them: <c>alice</c>, <c>CORP\alice</c>, <c>alice@corp.example</c>.</summary>
    public static WantedPerson? OfDomain(string user, LocalAccounts accounts, LocalFiles local)
    {
        if (user.Length == 0)
            return new WantedPerson(null, null);
        return PasswdEntry.IsName(user) && !local.HasUser(user) ? new WantedPerson(user, accounts.FindCalled(user)) { IsOfDomain = true } : null;
    }

    /// <summary>Whether the name is one of the computer's domain; then only its name service can tell whose it is.</summary>
    public bool IsOfDomain { get; private init; }

    /// <summary>Account in the computer's domain; null when it is not known yet, or at a computer without a domain.</summary>
    public string? DomainAccount => Account?.Domain?.Account ?? (IsOfDomain ? PasswdEntry.UserPart(Name!) : null);

    /// <summary>Chooses among the accounts on a key.</summary>
    /// <param name="ask">Asks the person for the index of one of the names.</param>
    public Result<KeyAssertion> Choose(IReadOnlyList<KeyAssertion> assertions, Func<IReadOnlyList<string>, int?> ask)
    {
        if (Name is not null)
        {
            // By credential first: a name on a key is that of the day on which it was registered.
            if (assertions.FirstOrDefault(IsKnown) is { } known)
                return known;
            if (assertions.FirstOrDefault(assertion => IsNamed(assertion.UserName)) is { } named)
                return named;

            // A name on a key is a user principal name, which says nothing of the account in the domain.
            if (IsOfDomain && assertions is [var only])
                return only;

            // A key with one account may keep its name to itself (CTAP 2.1, 6.2.2); the server says whose it is.
            return assertions is [{ UserName: null } nameless] ? nameless : Catalogue.Daemon.SomebodyElse;
        }

        if (assertions is [var single])
            return single;
        var names = assertions.Select(assertion => assertion.UserName ?? assertion.UserDisplayName ?? "an account without a name").ToArray();
        return ask(names) is { } index ? assertions[index] : Catalogue.Device.AccountChoiceNeeded;
    }

    /// <summary>Whether the one whom the server signed in is the one who is wanted; of a domain, as far as that is known without its name service.</summary>
    public bool Is(IssuedToken issued) =>
        Name is null || (IsOfDomain && Account is null) || (Account is { } account ? account.ObjectId == issued.ObjectId || IsSyncedAnew(account, issued) : LocalName.Of(issued.User) == Name);

    // Another person of the server, the same account of the domain. The name service has the last word.
    private bool IsSyncedAnew(LocalAccount account, IssuedToken issued) => IsOfDomain && account.Domain?.Sid is { } sid && sid == issued.OnPremises?.Sid;

    private bool IsNamed(string? userPrincipalName) => IsOfDomain
        ? userPrincipalName is not null && string.Equals(PasswdEntry.UserPart(userPrincipalName), PasswdEntry.UserPart(Name!), StringComparison.OrdinalIgnoreCase)
        : LocalName.Of(userPrincipalName) == Name;

    private bool IsKnown(KeyAssertion assertion) =>
        Account is not null && Account.Credentials.Contains(System.Buffers.Text.Base64Url.EncodeToString(assertion.CredentialId.Span));
}
