using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Connectors;

namespace Keyway.Server.Tokens;

/// <summary>Confirms at every request that whoever a token names may still act: a disabled person, a removed connector, a withdrawn role or a sign-out everywhere ends it at once, not with the token.</summary>
internal sealed class CallerStanding(AccountDirectory accounts, ConnectorDirectory connectors, SignOutEverywhere everywhere, TimeProvider time)
{
    private static readonly HashSet<Role> EveryRole = [.. Enum.GetValues<Role>()];

    /// <summary>Somebody who is signed in with a browser: all the person's roles count, as they are now.</summary>
    public Result<Caller> ConfirmPerson(Guid userId, IReadOnlyList<string> methods, DateTimeOffset authenticatedOn) =>
        Confirm(new Caller(userId, null, Resources.Graph, EveryRole, methods, authenticatedOn, null));

    /// <summary>The caller with the roles that are both in the token and still held.</summary>
    public Result<Caller> Confirm(Caller caller)
    {
        if (caller.ClientId is { } clientId)
            return connectors.Find(clientId)?.Domain == caller.Domain ? caller : Catalogue.Accounts.NotSignedIn;
        if (caller.UserId is not { } userId || accounts.Find(userId) is not { } account)
            return Catalogue.Accounts.NotSignedIn;
        // An expired domain password does not stop the registration of the key that replaces it.
        if (account.Check(time.GetUtcNow()) is { } refusal && refusal.Error != Catalogue.Accounts.PasswordExpired)
            return refusal;
        if (everywhere.Check(userId, caller.AuthenticatedOn) is { } ended)
            return ended;
        return caller with { Roles = caller.Roles.Where(account.Roles.Contains).ToHashSet() };
    }
}
