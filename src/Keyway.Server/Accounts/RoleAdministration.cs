using Keyway.Errors;
using Keyway.Server.Audit;
using Keyway.Server.Storage;

namespace Keyway.Server.Accounts;

/// <summary>Gives roles to people and takes them away. Both act at once, also on tokens that are out: each request asks which roles are still held.</summary>
internal sealed class RoleAdministration(Store store, DurableWriter writer, AuditLog audit)
{
    public List<(Guid Account, Role Role)> All() => store.Read(RoleAssignments.All);

    /// <summary>Gives a role; having it already is no error, and no event.</summary>
    public Task<Result<Account>> AssignAsync(Guid accountId, Role role, Guid actorId, CancellationToken cancellation) => writer.WriteAsync<Account>(
        session =>
        {
            if (AccountDirectory.Find(session, accountId) is not { } account)
                return Catalogue.Accounts.RoleAssignmentInvalid;
            if (RoleAssignments.Add(session, accountId, role))
                audit.Append(session, AuditActivity.RoleAssigned, actorId, accountId, ("role", role.ToString()));
            return account;
        },
        cancellation);

    /// <summary>Takes a role away, but not the last global administrator's.</summary>
    public Task<Result<Account>> WithdrawAsync(Guid accountId, Role role, Guid actorId, CancellationToken cancellation) => writer.WriteAsync<Account>(
        session =>
        {
            if (AccountDirectory.Find(session, accountId) is not { } account || !account.Roles.Contains(role))
                return Catalogue.Accounts.RoleAssignmentNotFound;
            if (role == Role.GlobalAdministrator && RoleAssignments.IsLastGlobalAdministrator(session, accountId))
                return Catalogue.Provisioning.LastAdministrator;
            RoleAssignments.Remove(session, accountId, role);
            audit.Append(session, AuditActivity.RoleWithdrawn, actorId, accountId, ("role", role.ToString()));
            return account;
        },
        cancellation);
}
