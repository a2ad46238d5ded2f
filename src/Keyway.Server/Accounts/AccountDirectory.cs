using Keyway.Errors;
using Keyway.Kerberos.Pac;
using Keyway.Server.Storage;

namespace Keyway.Server.Accounts;

/// <summary>
/// The people of the tenant, for the other features: found by id or name, with their groups and roles.
/// Reads are synchronous, as the store's are.
/// </summary>
internal sealed class AccountDirectory(Store store, DurableWriter writer, TimeProvider time)
{
    /// <summary>The account with this object id, or null when there is none or it is deleted.</summary>
    public Account? Find(Guid id) => store.Read(session => Find(session, id));

    /// <summary>The account with this user principal name, compared without case, or null.</summary>
    public Account? FindByUserName(string userName) => store.Read(session => ToAccount(session, DirectoryUsers.FindByUserName(session, userName)));

    /// <summary>The same inside a unit of work.</summary>
    public static Account? Find(StoreSession session, Guid id) => ToAccount(session, DirectoryUsers.Find(session, id));

    /// <summary>The living account that was synced with this objectGUID from a domain, or null.</summary>
    /// <param name="domain">Lower case.</param>
    public Account? FindByAnchor(string domain, Guid objectGuid) => store.Read(session =>
        DirectoryUsers.FindByAnchor(session, domain, objectGuid.ToString("D")) is { DeletedOn: null } user ? ToAccount(session, user) : null);

    /// <summary>What people call a synced group, or null.</summary>
    public string? GroupName(string domain, SecurityIdentifier sid) => store.Read(session => DirectoryGroups.FindBySid(session, domain, sid.ToString()))?.DisplayName;

    /// <summary>True when people or groups were ever synced from a domain and are not yet forgotten.</summary>
    public bool IsSynced(string domain) => store.Read(session => IsSynced(session, domain));

    /// <summary>The same inside a unit of work.</summary>
    public static bool IsSynced(StoreSession session, string domain) => session.First(
        "SELECT 1 FROM Account WHERE Domain = @p0 UNION ALL SELECT 1 FROM DirectoryGroup WHERE Domain = @p0 LIMIT 1", _ => true, domain);

    /// <summary>All groups of an account, by one query.</summary>
    public AccountGroups GroupsOf(Account account)
    {
        var primary = account.OnPremises?.PrimaryGroupSid;
        var groups = store.Read(session => Memberships.AllGroupsOf(session, account.Id, account.OnPremises?.DomainDnsName, primary?.ToString()));
        var sids = new HashSet<SecurityIdentifier>();
        foreach (var (_, sid) in groups)
        {
            if (sid is not null)
                sids.Add(StoredSid.Read(sid));
        }

        if (primary is not null)
            sids.Add(primary);
        return new AccountGroups(groups.Select(group => group.Id).ToHashSet(), sids);
    }

    /// <summary>Makes a cloud-only account; refused when the name is taken or malformed.</summary>
    public Task<Result<Account>> CreateAsync(string userName, string displayName, IReadOnlySet<Role> roles, CancellationToken cancellation) =>
        writer.WriteAsync(session => Create(session, userName, displayName, roles, time.GetUtcNow()), cancellation);

    /// <summary>The same inside a unit of work.</summary>
    public static Result<Account> Create(StoreSession session, string userName, string displayName, IReadOnlySet<Role> roles, DateTimeOffset now)
    {
        if (UserName.Check(userName) is { } refusal)
            return refusal;
        if (DirectoryUsers.FindByUserName(session, userName) is not null)
            return Catalogue.Accounts.UserNameTaken;

        var user = new DirectoryUser(Guid.NewGuid(), userName, displayName, Mail: null, Enabled: true, ExternalId: null, OnPremises: null, now, now, DeletedOn: null, Version: 1);
        DirectoryUsers.Insert(session, user);
        foreach (var role in roles)
            RoleAssignments.Add(session, user.Id, role);
        return ToAccount(session, user)!;
    }

    private static Account? ToAccount(StoreSession session, DirectoryUser? user) => user is null
        ? null
        : new Account(user.Id, user.UserName, user.DisplayName, user.Enabled, RoleAssignments.Of(session, user.Id), user.OnPremises);
}
