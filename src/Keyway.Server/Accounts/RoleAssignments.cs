using Keyway.Server.Storage;

namespace Keyway.Server.Accounts;

/// <summary>The table of who has which role.</summary>
internal static class RoleAssignments
{
    /// <summary>The roles of an account. A role that this version does not know counts for nothing.</summary>
    public static HashSet<Role> Of(StoreSession session, Guid account)
    {
        var roles = new HashSet<Role>();
        foreach (var name in session.All("SELECT Role FROM RoleAssignment WHERE AccountId = @p0", row => row.GetString(0), account))
        {
            if (Enum.TryParse<Role>(name, out var role))
                roles.Add(role);
        }

        return roles;
    }

    /// <summary>Every assignment of a living account.</summary>
    public static List<(Guid Account, Role Role)> All(StoreSession session)
    {
        var assignments = new List<(Guid Account, Role Role)>();
        foreach (var (account, name) in session.All(
            "SELECT AccountId, Role FROM RoleAssignment JOIN Account ON Account.Id = AccountId WHERE DeletedOn IS NULL ORDER BY AccountId, Role", row => (row.Id(0), row.GetString(1))))
        {
            if (Enum.TryParse<Role>(name, out var role))
                assignments.Add((account, role));
        }

        return assignments;
    }

    /// <returns>False when the account does not have the role.</returns>
    public static bool Remove(StoreSession session, Guid account, Role role) =>
        session.Execute("DELETE FROM RoleAssignment WHERE AccountId = @p0 AND Role = @p1", account, role.ToString()) == 1;

    /// <summary>Takes all roles of a person who is forgotten.</summary>
    public static void Forget(StoreSession session, Guid account) => session.Execute("DELETE FROM RoleAssignment WHERE AccountId = @p0", account);

    /// <returns>False when the account has the role already.</returns>
    public static bool Add(StoreSession session, Guid account, Role role) =>
        session.Execute("INSERT INTO RoleAssignment (AccountId, Role) VALUES (@p0, @p1) ON CONFLICT DO NOTHING", account, role.ToString()) == 1;

    /// <summary>True when nobody else who is enabled and not deleted is a global administrator: whoever takes this one away locks everybody out.</summary>
    public static bool IsLastGlobalAdministrator(StoreSession session, Guid account)
    {
        var administrators = session.All(
            "SELECT Account.Id FROM RoleAssignment JOIN Account ON Account.Id = RoleAssignment.AccountId WHERE Role = @p0 AND Enabled AND DeletedOn IS NULL",
            row => row.Id(0), nameof(Role.GlobalAdministrator));
        return administrators is [var only] && only == account;
    }
}
