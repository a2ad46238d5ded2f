using Keyway.Errors;

namespace Keyway.Server.Accounts;

/// <summary>
/// The people of the tenant, for the other features: found by id or name, with their groups and roles.
/// Reads are synchronous, as the store's are.
/// </summary>
internal sealed class AccountDirectory
{
    /// <summary>The account with this object id, or null when there is none or it is deleted.</summary>
    public Account? Find(Guid id) => throw new NotImplementedException();

    /// <summary>The account with this user principal name, compared without case, or null.</summary>
    public Account? FindByUserName(string userName) => throw new NotImplementedException();

    /// <summary>All groups of an account, by one query.</summary>
    public AccountGroups GroupsOf(Account account) => throw new NotImplementedException();

    /// <summary>Makes a cloud-only account; refused when the name is taken or malformed.</summary>
    public Task<Result<Account>> CreateAsync(string userName, string displayName, IReadOnlySet<Role> roles, CancellationToken cancellation) => throw new NotImplementedException();
}
